package vigie.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.alert.Gate;
import vigie.alert.Rule;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;

/**
 * Which rules are in force for whom: the rules there are, the patient's flags and the patient's own
 * limits. Not safe for several threads.
 */
public final class RuleBook {
  /**
   * Patients with own limits or restrictions whose rules are remembered; the others share by their
   * flags.
   */
  private static final int REMEMBERED_PATIENTS = 10_000;

  private static final long LOOK_NOW = Long.MIN_VALUE;

  private final Map<String, Rule> rules = new TreeMap<>();
  private final Map<Set<ProfileFlag>, PatientRules> byFlags = new HashMap<>();
  private final Map<PatientId, Remembered> byPatient =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PatientId, Remembered> eldest) {
          return size() > REMEMBERED_PATIENTS;
        }
      };

  private @Nullable PatientRules forAnyone;

  /** As of when rules are off or on in what is remembered, and until when that holds. */
  private long lookedAt;

  private long nextOn = LOOK_NOW;

  private record Remembered(PatientProfile profile, PatientRules rules) {}

  /** A book that begins with these rules. */
  public RuleBook(Iterable<Rule> defaults) {
    defaults.forEach(this::accept);
  }

  /**
   * Takes a rule in, unless that known {@linkplain Rule#replaces stands in its place} or a metric
   * of its is not known.
   *
   * @return whether it is now in the book
   */
  public boolean accept(Rule rule) {
    Rule known = rules.get(rule.id());
    if (known != null && !rule.replaces(known)) {
      return false;
    }
    if (!knowsMetrics(rule)) {
      return false;
    }
    rules.put(rule.id(), rule);
    nextOn = LOOK_NOW;
    forAnyone = null;
    return true;
  }

  /**
   * All rules, whomever they are for: what a reading could mean while nothing is known of its
   * patient.
   */
  PatientRules forAnyone() {
    if (forAnyone == null) {
      forAnyone =
          new PatientRules(
              rules.values().stream().map(rule -> RuleInForce.of(rule, null)).toList(), Set.of());
    }
    return forAnyone;
  }

  /**
   * Numbers of the measured metrics that are judged together with this rule's own, and so decide
   * with it what becomes of its alerts.
   *
   * @param now in milliseconds since 1970 UTC
   */
  public Set<Integer> judgedWith(Rule rule, PatientProfile profile, long now) {
    String scope = Scope.nameOf(MetricCatalogue.standard().metric(rule.metric()));
    return Set.copyOf(rulesFor(profile, now).scope(scope).measured());
  }

  /** The rules in force for this patient, now. */
  PatientRules rulesFor(PatientProfile profile, long now) {
    look(now);
    if (profile.limits().isEmpty() && profile.restricted().isEmpty()) {
      return byFlags.computeIfAbsent(
          profile.flags(), flags -> resolve(Map.of(), flags, metric -> false));
    }
    Remembered remembered = byPatient.get(profile.patient());
    if (remembered == null || !remembered.profile.equals(profile)) {
      remembered =
          new Remembered(profile, resolve(limits(profile), profile.flags(), profile::restricts));
      byPatient.put(profile.patient(), remembered);
    }
    return remembered.rules;
  }

  /** Forgets what no longer holds: a rule is off until a time of which nobody tells. */
  private void look(long now) {
    if (now < nextOn) {
      return;
    }
    byFlags.clear();
    byPatient.clear();
    lookedAt = now;
    nextOn = Long.MAX_VALUE;
    for (Rule rule : rules.values()) {
      long on = rule.offUntil() == null ? LOOK_NOW : rule.offUntil().toEpochMilli();
      nextOn = on > now ? Math.min(nextOn, on) : nextOn;
    }
  }

  private static Map<String, PatientLimit> limits(PatientProfile profile) {
    Map<String, PatientLimit> limits = new HashMap<>();
    profile.limits().forEach(limit -> limits.put(limit.ruleId(), limit));
    return limits;
  }

  private PatientRules resolve(
      Map<String, PatientLimit> limits, Set<ProfileFlag> flags, Predicate<Metric> restricted) {
    List<RuleInForce> inForce = new ArrayList<>();
    for (Rule rule : rules.values()) {
      PatientLimit limit = limits.get(rule.id());
      if (!rule.offAt(Instant.ofEpochMilli(lookedAt))
          && applies(rule, limit, flags)
          && !restricted.test(MetricCatalogue.standard().metric(rule.metric()))) {
        inForce.add(RuleInForce.of(rule, limit));
      }
    }
    return new PatientRules(inForce, flags);
  }

  private static boolean knowsMetrics(Rule rule) {
    return Stream.of(Stream.of(rule.metric()), metrics(rule.also()), metrics(rule.unless()))
        .flatMap(metrics -> metrics)
        .allMatch(metric -> MetricCatalogue.standard().find(metric).isPresent());
  }

  private static Stream<String> metrics(List<Gate> gates) {
    return gates.stream().map(Gate::metric);
  }

  private static boolean applies(Rule rule, @Nullable PatientLimit limit, Set<ProfileFlag> flags) {
    if (limit != null && !limit.enabled()) {
      return false;
    }
    // No adult default may fire under 16: a clinician's limit is what makes a rule a child's. A
    // device is no child.
    boolean technical = MetricCatalogue.standard().metric(rule.metric()).technical();
    if (flags.contains(ProfileFlag.CHILD) && limit == null && !technical) {
      return false;
    }
    return flags.containsAll(rule.requires()) && rule.forbids().stream().noneMatch(flags::contains);
  }
}
