package vigie.engine.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.alert.Rule;
import vigie.engine.RuleBook;
import vigie.patient.PatientProfile;
import vigie.reading.MetricCatalogue;
import vigie.reading.Reading;

/**
 * Tries a rule on one patient's readings: the engine judges them twice, by the rules in force and
 * with the candidate in place of its older version. Readings of before the period make the same
 * baselines, gates and open alerts as they did; alerts confirmed in them are not counted. Not safe
 * for several threads.
 */
public final class RuleTrial {
  private final Instant from;
  private final Instant to;
  private final Set<Integer> metrics = new HashSet<>();
  private final Set<String> families = new HashSet<>();
  private final Set<LocalDate> days = new HashSet<>();
  private final TrialSide inForce;
  private final TrialSide candidate;
  private long readings;

  /**
   * What became of the patient's readings.
   *
   * @param readings of the period
   * @param days (UTC) of the period that have one
   * @param inForce the alerts that the rules in force make
   * @param candidate those that they make with the candidate
   */
  public record Outcome(
      long readings, long days, List<TrialAlert> inForce, List<TrialAlert> candidate) {}

  /**
   * A trial on one patient.
   *
   * @param profile the patient's limits, flags and consents; the same on both sides
   * @param rules all rules in force
   * @param tried takes the place of the rule of its id, or stands beside them as a new one
   * @param from first time of the period, inclusive
   * @param to last, exclusive
   * @param answer how long after a severe alert asks for it somebody acknowledges it
   */
  public RuleTrial(
      PatientProfile profile,
      Collection<Rule> rules,
      Rule tried,
      Instant from,
      Instant to,
      Duration answer) {
    this.from = from;
    this.to = to;
    List<Rule> with = new ArrayList<>(List.of(tried));
    rules.stream().filter(rule -> !rule.id().equals(tried.id())).forEach(with::add);
    note(tried, with, profile);
    rules.stream()
        .filter(rule -> rule.id().equals(tried.id()))
        .forEach(rule -> note(rule, rules, profile));
    inForce = new TrialSide(tried.id(), rules, profile, answer);
    candidate = new TrialSide(tried.id(), with, profile, answer);
  }

  /** Why this rule cannot be tried; empty when it can. */
  public static Optional<String> refusal(Rule rule) {
    return MetricCatalogue.standard().metric(rule.metric()).technical()
        ? Optional.of(
            "cannot be tried: when nothing came, and how devices fared, is not kept with readings")
        : Optional.empty();
  }

  private void note(Rule rule, Collection<Rule> rules, PatientProfile profile) {
    families.add(rule.family());
    metrics.addAll(new RuleBook(rules).judgedWith(rule, profile, from.toEpochMilli()));
  }

  /** Numbers of the metrics whose readings decide: all of them are to be given, no others need. */
  public Set<Integer> metrics() {
    return Set.copyOf(metrics);
  }

  /** Takes the patient's next reading, in the order in which they arrived. */
  public void accept(Reading reading) {
    if (!metrics.contains(reading.metric().number())) {
      return;
    }
    if (!reading.effective().isBefore(from) && reading.effective().isBefore(to)) {
      readings++;
      days.add(LocalDate.ofInstant(reading.effective(), ZoneOffset.UTC));
    }
    inForce.accept(reading);
    candidate.accept(reading);
  }

  /** What became of the readings so far. */
  public Outcome outcome() {
    return new Outcome(
        readings,
        days.size(),
        inForce.alerts(families, from, to),
        candidate.alerts(families, from, to));
  }
}
