package vigie.alert;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;

/** The default rules, read once from {@code vigie/rules.json}. */
public final class RuleCatalogue {
  /** Author of every rule that comes with the program. */
  public static final String DEFAULT_AUTHOR = "vigie defaults";

  private static final Instant SET_AT = Instant.parse("2026-11-22T00:00:00Z");
  private static final List<Rule> DEFAULTS = load();

  private RuleCatalogue() {}

  /** The default adult rules of this version. */
  public static List<Rule> defaults() {
    return DEFAULTS;
  }

  private static List<Rule> load() {
    ObjectMapper json =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try (InputStream in = RuleCatalogue.class.getResourceAsStream("/vigie/rules.json")) {
      return json.readValue(in, new TypeReference<List<Row>>() {}).stream().map(Row::rule).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("vigie/rules.json cannot be read", e);
    }
  }

  /** One line of the file, conditions and durations still text. */
  private record Row(
      String id,
      int version,
      String family,
      String metric,
      String condition,
      @Nullable String hold,
      @Nullable SpotRow spot,
      @Nullable String clear,
      String clearHold,
      Severity severity,
      @Nullable Set<Context> excludedContexts,
      @Nullable Set<ProfileFlag> requires,
      @Nullable Set<ProfileFlag> forbids,
      @Nullable List<GateRow> also,
      @Nullable List<GateRow> unless,
      @Nullable Audience audience,
      String source) {
    Rule rule() {
      return new Rule(
          id,
          version,
          family,
          MetricCatalogue.standard().metric(metric).id(),
          Condition.parse(condition),
          hold == null ? null : Duration.parse(hold),
          spot == null ? null : spot.spot(),
          clear == null ? null : Condition.parse(clear),
          Duration.parse(clearHold),
          severity,
          excludedContexts == null ? Set.of() : excludedContexts,
          requires == null ? Set.of() : requires,
          forbids == null ? Set.of() : forbids,
          gates(also),
          gates(unless),
          null,
          audience == null ? Audience.CARE_TEAM : audience,
          DEFAULT_AUTHOR,
          SET_AT,
          "",
          source);
    }
  }

  private static List<Gate> gates(@Nullable List<GateRow> rows) {
    return rows == null ? List.of() : rows.stream().map(GateRow::gate).toList();
  }

  private record GateRow(String metric, String condition, String within) {
    Gate gate() {
      return new Gate(
          MetricCatalogue.standard().metric(metric).id(),
          Condition.parse(condition),
          Duration.parse(within));
    }
  }

  private record SpotRow(int readings, String minSpacing, String maxSpacing) {
    Rule.Spot spot() {
      return new Rule.Spot(readings, Duration.parse(minSpacing), Duration.parse(maxSpacing));
    }
  }
}
