package vigie.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.reading.MetricCatalogue;

/**
 * What alerts one patient's readings must end in, worked out the slow and obvious way: all readings
 * sorted by time, every rule on a measured metric walked from the first to the last. It shares the
 * rules' numbers with the jobs (they are data) and none of their code. Nobody acknowledges in it.
 */
final class SequentialOracle {
  private static final List<String> RANK = List.of("ADVISORY", "MEDIUM", "HIGH", "CRITICAL");

  /** A stored reading, value in the canonical unit. */
  record Reading(
      UUID id,
      String metric,
      double value,
      Instant effective,
      Instant received,
      Duration interval,
      Duration maxAge,
      boolean questionable) {}

  /** An alert as it must stand at the end. */
  record Alert(
      String family, Instant onset, String phase, String peakSeverity, boolean retrospective) {}

  private final List<Stage> stages = new ArrayList<>();

  /**
   * @param limits the patient's own limit per rule id
   */
  SequentialOracle(Map<String, Double> limits) {
    try (InputStream in = SequentialOracle.class.getResourceAsStream("/vigie/rules.json")) {
      for (JsonNode rule : new ObjectMapper().readTree(in)) {
        if (concernsCharts(rule)) {
          stages.add(new Stage(rule, Optional.ofNullable(limits.get(rule.path("id").asText()))));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("rules.json cannot be read", e);
    }
  }

  /** The replayed patients have no profile flags, and their readings no context. */
  private static boolean concernsCharts(JsonNode rule) {
    boolean measured = MetricCatalogue.standard().metric(rule.path("metric").asText()).measured();
    boolean elsewhere = rule.path("excludedContexts").toString().contains("UNKNOWN");
    // No chart has what the rules with "also" ask for: symptoms that a patient reports.
    return measured && !elsewhere && !rule.has("requires") && !rule.has("also");
  }

  /** The families whose alerts it works out; those of derived metrics are not among them. */
  Set<String> families() {
    return stages.stream().map(stage -> stage.family).collect(Collectors.toSet());
  }

  /** The alerts of these readings, in the order in which they opened. */
  List<Alert> alerts(List<Reading> readings) {
    Map<String, Open> open = new HashMap<>();
    List<Alert> ended = new ArrayList<>();
    List<Reading> pressures = new ArrayList<>();
    List<Reading> ordered = new ArrayList<>(readings);
    ordered.sort(Comparator.comparing(Reading::effective).thenComparing(Reading::id));
    for (Reading reading : ordered) {
      for (Stage stage : stages) {
        if (stage.metric.equals(reading.metric())) {
          stage.judge(reading);
        }
      }
      stages.stream()
          .filter(stage -> stage.metric.equals(reading.metric()))
          .map(stage -> stage.family)
          .distinct()
          .forEach(family -> settle(family, reading, open, ended));
      if (reading.metric().equals("bp-systolic") && !reading.questionable()) {
        pressures.add(reading);
        weekMean(pressures, reading.effective())
            .ifPresent(
                mean -> stages.forEach(stage -> stage.seeWeekMean(mean, reading.effective())));
      }
    }
    open.values().forEach(alert -> ended.add(alert.asAlert()));
    ended.sort(Comparator.comparing(Alert::onset).thenComparing(Alert::family));
    return ended;
  }

  /** Of at least 12 readings of the last seven days; of more than 56 the youngest. */
  private static OptionalDouble weekMean(List<Reading> readings, Instant now) {
    List<Reading> week =
        readings.stream()
            .filter(reading -> !reading.effective().isBefore(now.minus(Duration.ofDays(7))))
            .toList();
    return week.size() < 12
        ? OptionalDouble.empty()
        : week.stream().skip(Math.max(0, week.size() - 56)).mapToDouble(Reading::value).average();
  }

  private void settle(String family, Reading reading, Map<String, Open> open, List<Alert> ended) {
    List<Stage> active = stages.stream().filter(s -> s.family.equals(family) && s.active).toList();
    Open alert = open.get(family);
    boolean fresh =
        Duration.between(reading.effective(), reading.received()).compareTo(reading.maxAge()) <= 0;
    boolean breach =
        active.stream()
            .anyMatch(
                s -> s.applies(reading) && s.breach(reading.value()) && !s.suspended(reading));
    if (active.isEmpty()) {
      if (alert != null && alert.phase.equals("ACTIVE")) {
        alert.phase = alert.latches() ? "LATCHED" : "RESOLVED";
        if (alert.phase.equals("RESOLVED")) {
          ended.add(alert.asAlert());
          open.remove(family);
          // What a milder stage saw before belonged to the alert that is over.
          stages.stream().filter(s -> s.family.equals(family)).forEach(s -> s.onset = null);
        }
      }
      return;
    }
    if (alert == null) {
      Instant onset =
          active.stream().map(Stage::onset).min(Comparator.naturalOrder()).orElseThrow();
      alert = new Open(family, onset);
      alert.retrospective = !fresh;
      open.put(family, alert);
    }
    alert.phase = "ACTIVE";
    if (fresh && breach) {
      alert.retrospective = false;
    }
    for (Stage stage : active) {
      if (RANK.indexOf(stage.severity) > RANK.indexOf(alert.peak)) {
        alert.peak = stage.severity;
      }
    }
  }

  private static final class Open {
    final String family;
    final Instant onset;
    String phase = "ACTIVE";
    String peak = "ADVISORY";
    boolean retrospective;

    Open(String family, Instant onset) {
      this.family = family;
      this.onset = onset;
    }

    boolean latches() {
      return !retrospective && RANK.indexOf(peak) >= RANK.indexOf("HIGH");
    }

    Alert asAlert() {
      return new Alert(family, onset, phase, peak, retrospective);
    }
  }

  /** A gate that suspends a rule for as long after its condition was last met. */
  private static final class Unless {
    final String[] condition;
    final double limit;
    final Duration within;
    @Nullable Instant lastMet;

    Unless(JsonNode unless) {
      condition = unless.path("condition").asText().split(" ");
      limit = Double.parseDouble(condition[1]);
      within = Duration.parse(unless.path("within").asText());
    }
  }

  /** One rule on its way through the readings. */
  private static final class Stage {
    final String family;
    final String metric;
    final String severity;
    private final String[] condition;
    private final double limit;
    private final String @Nullable [] clear;
    private final double clearLimit;
    private final @Nullable Duration hold;
    private final @Nullable JsonNode spot;
    private final Duration clearHold;
    private final @Nullable Unless unlessWeekMean;

    boolean active;
    Instant since = Instant.MIN;
    private @Nullable Instant onset;
    private boolean pending;
    private int spots;
    private Instant last = Instant.MIN;
    private Instant lastSpot = Instant.MIN;
    private @Nullable Instant clearSince;

    Stage(JsonNode rule, Optional<Double> ownLimit) {
      family = rule.get("family").asText();
      metric = rule.get("metric").asText();
      severity = rule.get("severity").asText();
      condition = rule.get("condition").asText().split(" ");
      double ruleLimit = Double.parseDouble(condition[1]);
      limit = ownLimit.orElse(ruleLimit);
      clear = rule.path("clear").isTextual() ? rule.path("clear").asText().split(" ") : null;
      clearLimit = clear == null ? 0 : Double.parseDouble(clear[1]) + (limit - ruleLimit);
      hold = rule.path("hold").isTextual() ? Duration.parse(rule.path("hold").asText()) : null;
      spot = rule.get("spot");
      clearHold = Duration.parse(rule.get("clearHold").asText());
      Unless gate = null;
      for (JsonNode unless : rule.path("unless")) {
        String watched = unless.path("metric").asText();
        if (watched.equals("bp-systolic-week")) {
          gate = new Unless(unless);
        } else if (!watched.equals("steps")) { // no chart has any
          throw new IllegalStateException("the gate on " + watched + " is not worked out here");
        }
      }
      unlessWeekMean = gate;
    }

    void seeWeekMean(double mean, Instant at) {
      if (unlessWeekMean != null
          && holds(unlessWeekMean.condition[0], mean, unlessWeekMean.limit)) {
        unlessWeekMean.lastMet = at;
      }
    }

    boolean suspended(Reading reading) {
      return unlessWeekMean != null
          && unlessWeekMean.lastMet != null
          && Duration.between(unlessWeekMean.lastMet, reading.effective())
                  .compareTo(unlessWeekMean.within)
              <= 0;
    }

    boolean applies(Reading reading) {
      return metric.equals(reading.metric());
    }

    Instant onset() {
      return onset == null || onset.isBefore(since) ? since : onset;
    }

    boolean breach(double value) {
      return holds(condition[0], value, limit);
    }

    void judge(Reading reading) {
      boolean breach = breach(reading.value());
      if (active) {
        if (clear == null || !holds(clear[0], reading.value(), clearLimit)) {
          clearSince = null;
          return;
        }
        if (reading.questionable()) {
          return;
        }
        if (clearSince == null) {
          clearSince = reading.effective();
        }
        if (!Duration.between(clearSince, reading.effective()).minus(clearHold).isNegative()) {
          active = false;
          pending = false;
        }
        return;
      }
      if (suspended(reading)) {
        return;
      }
      if (!breach) {
        pending = pending && reading.questionable();
        return;
      }
      boolean alone =
          !pending
              || Duration.between(last, reading.effective())
                      .compareTo(reading.interval().multipliedBy(3))
                  > 0;
      boolean begins = alone;
      if (spot != null && (hold == null || reading.interval().compareTo(minSpacing()) >= 0)) {
        countSpot(reading);
        begins = spots == 1;
      } else if (hold != null) {
        extendHold(reading);
      }
      if (onset == null || begins) {
        onset = reading.effective();
      }
      last = reading.effective();
      active = active && !(alone && reading.questionable());
      if (active) {
        clearSince = null;
      }
    }

    private void countSpot(Reading reading) {
      Duration spacing =
          pending ? Duration.between(lastSpot, reading.effective()) : Duration.ofDays(9999);
      if (spacing.compareTo(Duration.parse(text("maxSpacing"))) > 0) {
        pending = true;
        since = reading.effective();
        lastSpot = reading.effective();
        spots = 1;
      } else if (spacing.compareTo(minSpacing()) >= 0) {
        lastSpot = reading.effective();
        spots++;
      }
      active = spots >= Integer.parseInt(text("readings"));
    }

    private void extendHold(Reading reading) {
      boolean gap =
          pending
              && Duration.between(last, reading.effective())
                      .compareTo(reading.interval().multipliedBy(3))
                  > 0;
      if (!pending || gap) {
        pending = true;
        since = reading.effective();
      }
      active = Duration.between(since, reading.effective()).compareTo(hold) >= 0;
    }

    private Duration minSpacing() {
      return Duration.parse(text("minSpacing"));
    }

    private String text(String field) {
      JsonNode node = spot == null ? null : spot.get(field);
      if (node == null) {
        throw new IllegalStateException("spot has no " + field);
      }
      return node.asText();
    }

    private static boolean holds(String op, double value, double limit) {
      return switch (op) {
        case ">=" -> value >= limit;
        case ">" -> value > limit;
        case "<=" -> value <= limit;
        case "<" -> value < limit;
        default -> throw new IllegalStateException("unknown comparison " + op);
      };
    }
  }
}
