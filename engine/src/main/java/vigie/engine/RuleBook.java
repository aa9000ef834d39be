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
   * Patients with own limits, restrictions or ranks of devices whose rules are remembered; the
   * others share by their flags.
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

  /** Holds from then until then: a limit may end by itself. */
  private record Remembered(PatientProfile profile, PatientRules rules, long from, long until) {
    boolean holds(PatientProfile of, long now) {
      return now >= from && now < until && profile.equals(of);
    }
  }

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
              rules.values().stream().map(rule -> RuleInForce.of(rule, null)).toList(),
              Set.of(),
              Map.of());
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
    if (profile.limits().isEmpty()
        && profile.restricted().isEmpty()
        && profile.sourceOrder().isEmpty()) {
      return byFlags.computeIfAbsent(
          profile.flags(), flags -> resolve(Map.of(), flags, metric -> false, Map.of(), now));
    }
    Remembered remembered = byPatient.get(profile.patient());
    if (remembered == null || !remembered.holds(profile, now)) {
      PatientRules resolved =
          resolve(limits(profile), profile.flags(), profile::restricts, profile.sourceOrder(), now);
      remembered = remember(profile, resolved, now);
      byPatient.put(profile.patient(), remembered);
    }
    return remembered.rules;
  }

  private static Remembered remember(PatientProfile profile, PatientRules rules, long now) {
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    for (PatientLimit limit : profile.limits()) {
      if (!limit.enabled() && limit.until() != null) {
        long end = limit.until().toEpochMilli();
        from = end <= now ? Math.max(from, end) : from;
        until = end > now ? Math.min(until, end) : until;
      }
    }
    return new Remembered(profile, rules, from, until);
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
      Map<String, PatientLimit> limits,
      Set<ProfileFlag> flags,
      Predicate<Metric> restricted,
      Map<String, List<String>> sourceOrder,
      long now) {
    List<RuleInForce> inForce = new ArrayList<>();
    for (Rule rule : rules.values()) {
      PatientLimit limit = limits.get(rule.id());
      if (!rule.offAt(Instant.ofEpochMilli(lookedAt))
          && applies(rule, limit, flags, Instant.ofEpochMilli(now))
          && !restricted.test(
              rule.missed().orElse(MetricCatalogue.standard().metric(rule.metric())))) {
        inForce.add(RuleInForce.of(rule, own(limit)));
      }
    }
    return new PatientRules(inForce, flags, sourceOrder);
  }

  private static boolean knowsMetrics(Rule rule) {
    return Stream.of(
            Stream.of(rule.metric()),
            metrics(rule.also()),
            metrics(rule.unless()),
            metrics(rule.any()))
        .flatMap(metrics -> metrics)
        .allMatch(metric -> MetricCatalogue.standard().find(metric).isPresent());
  }

  private static Stream<String> metrics(List<Gate> gates) {
    return gates.stream().map(Gate::metric);
  }

  /** The limit, unless it did no more than switch the rule off for a while. */
  private static @Nullable PatientLimit own(@Nullable PatientLimit limit) {
    return limit == null || limit.enabled() || limit.hasNumbers() ? limit : null;
  }

  private static boolean applies(
      Rule rule, @Nullable PatientLimit limit, Set<ProfileFlag> flags, Instant now) {
    if (limit != null && limit.offAt(now)) {
      return false;
    }
    // No adult default may fire under 16: a clinician's limit is what makes a rule a child's, and
    // not that the rule was off for a while. A device is no child.
    boolean technical = MetricCatalogue.standard().metric(rule.metric()).technical();
    if (flags.contains(ProfileFlag.CHILD) && own(limit) == null && !technical) {
      return false;
    }
    return flags.containsAll(rule.requires()) && rule.forbids().stream().noneMatch(flags::contains);
  }
}
