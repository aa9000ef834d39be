package vigie.api.rule;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import vigie.alert.Rule;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.access.Reason;
import vigie.api.patient.JdbcPatients;
import vigie.api.timeline.TimescaleArrivals;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.engine.trial.RuleTrial;
import vigie.engine.trial.TrialSummary;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/**
 * Tries a rule on stored readings, by the engine that judges live ones. Changes nothing. Few at a
 * time, patient by patient, so that memory and store stay free for what cannot wait.
 */
@Singleton
public final class RuleTrials {
  private static final int AT_ONCE = 2;

  private final AccessGuard guard;
  private final JdbcPatients patients;
  private final JdbcRules rules;
  private final TimescaleArrivals arrivals;
  private final Clock clock;
  private final ZoneId zone;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /** Wired by the program. */
  public RuleTrials(
      AccessGuard guard,
      JdbcPatients patients,
      JdbcRules rules,
      TimescaleArrivals arrivals,
      Clock clock,
      ZoneId zone) {
    this.guard = guard;
    this.patients = patients;
    this.rules = rules;
    this.arrivals = arrivals;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Runs a trial.
   *
   * @throws Refusal when the caller may not see all that decides about one of the patients, the
   *     rule has a fault, too much is asked for, or too many trials run
   */
  TrialResponse run(Caller caller, String id, TrialRequest asked) {
    for (UUID patient : asked.patients()) {
      Decision decision = guard.decide(caller, Action.TRY_RULE, patient);
      if (!decision.allowed()) {
        guard.note(caller, Action.TRY_RULE, patient, decision);
      }
    }
    TrialPlan plan =
        TrialPlan.of(
            asked.patients(), asked.from(), asked.to(), asked.history(), asked.answerAfter());
    List<Rule> inForce = rules.inForce();
    Rule candidate =
        RuleChange.candidate(
            id, asked.rule(), inForce, caller.actor().person(), clock.instant(), zone);
    RuleTrial.refusal(candidate)
        .ifPresent(
            why -> {
              throw Refusal.invalid(candidate.missingFor() == null ? "metric" : "missingFor", why);
            });
    if (!free.tryAcquire()) {
      throw new Refusal(
          ProblemCode.TOO_MANY_REQUESTS, AT_ONCE + " trials are under way; try again later");
    }
    try {
      return run(caller, plan, inForce, candidate);
    } finally {
      free.release();
    }
  }

  private TrialResponse run(Caller caller, TrialPlan plan, List<Rule> inForce, Rule candidate) {
    Map<UUID, RuleTrial> trials = new LinkedHashMap<>();
    Map<UUID, Decision> decisions = new LinkedHashMap<>();
    long readings = 0;
    for (UUID patient : plan.patients()) {
      RuleTrial trial =
          new RuleTrial(
              patients.profile(patient),
              inForce,
              candidate,
              plan.from(),
              plan.to(),
              plan.answerAfter());
      Decision decision = askForAll(caller, patient, trial);
      readings += arrivals.count(patient, shown(trial, decision), plan.historyFrom(), plan.to());
      decisions.put(patient, decision);
      trials.put(patient, trial);
    }
    if (readings > TrialPlan.READINGS_MAX) {
      throw Refusal.invalid(
          "patients",
          "and days have about %,d readings; one trial takes at most %,d: ask for fewer at a time"
              .formatted(readings, TrialPlan.READINGS_MAX));
    }
    List<TrialResponse.PatientTrial> outcomes = new ArrayList<>();
    // Taken out one by one: a patient's state is as large as the engine's.
    for (UUID patient : List.copyOf(trials.keySet())) {
      RuleTrial trial = trials.remove(patient);
      Decision decision = decisions.get(patient);
      if (trial != null && decision != null) {
        arrivals.each(
            patient,
            shown(trial, decision),
            plan.historyFrom(),
            plan.to(),
            reading -> {
              if (decision.shows(reading)) {
                trial.accept(reading);
              }
            });
        outcomes.add(TrialResponse.PatientTrial.of(patient, trial.outcome()));
      }
    }
    return response(plan, inForce, candidate, outcomes);
  }

  /** A trial runs as if what is masked had never been measured. */
  private static List<Integer> shown(RuleTrial trial, Decision decision) {
    return trial.metrics().stream()
        .filter(metric -> decision.shows(MetricCatalogue.standard().metric(metric)))
        .toList();
  }

  /** What decides is all that must be open to the caller: a gate tells of what it asks about. */
  private Decision askForAll(Caller caller, UUID patient, RuleTrial trial) {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    trial
        .metrics()
        .forEach(metric -> categories.add(MetricCatalogue.standard().metric(metric).category()));
    categories.retainAll(patients.profile(patient).consents());
    Decision decision = guard.decide(caller, Action.TRY_RULE, patient);
    return guard.note(
        caller,
        Action.TRY_RULE,
        patient,
        !decision.allowed() || decision.opens(categories)
            ? decision
            : Decision.refuse(Reason.CATEGORY_NOT_GRANTED));
  }

  private TrialResponse response(
      TrialPlan plan,
      List<Rule> inForce,
      Rule candidate,
      List<TrialResponse.PatientTrial> outcomes) {
    long days = outcomes.stream().mapToLong(TrialResponse.PatientTrial::days).sum();
    return new TrialResponse(
        RuleBody.of(candidate, clock.instant()),
        inForce.stream()
            .filter(rule -> rule.id().equals(candidate.id()))
            .map(rule -> RuleBody.of(rule, clock.instant()))
            .findFirst()
            .orElse(null),
        plan.from(),
        plan.to(),
        plan.historyFrom(),
        TrialSummary.of(outcomes.stream().map(TrialResponse.PatientTrial::inForce).toList(), days),
        TrialSummary.of(
            outcomes.stream().map(TrialResponse.PatientTrial::candidate).toList(), days),
        outcomes);
  }
}
