package vigie.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;

/**
 * Who is told of an alert and when ({@code clinical.md} 5.2), as data. Immutable.
 *
 * <p>The two times that an installation sets are those after which the emergency contact is told;
 * all other times of that severity's route follow in proportion, so that a demonstration is the
 * same story told faster. How long an acknowledgement holds and how old a route may grow do not:
 * people are not faster in a demonstration.
 */
public final class EscalationPolicy {
  /** A message is never sent again sooner, however short an installation's times are. */
  private static final Duration REPEAT_AT_LEAST = Duration.ofSeconds(10);

  /** So often a message is repeated at an even pace; after that it helps nobody to insist. */
  private static final int EVEN_REPEATS = 15;

  private static final int SLOWEST_REPEAT = 8;

  /** What the times of CRITICAL and HIGH are written for. */
  private static final Escalation STANDARD =
      new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60));

  /** A fall that the patient takes back within this time is told to nobody else (FA-1). */
  private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(60);

  /**
   * One who is told.
   *
   * @param role who
   * @param after when first, from the beginning of the route
   * @param every how often again; null for once
   * @param times at most; 0 for without end
   * @param unlessSeen only while the patient has not confirmed to have seen the alert
   */
  record Step(Role role, Duration after, @Nullable Duration every, int times, boolean unlessSeen) {}

  private final Map<Severity, Map<Audience, List<Step>>> steps = new EnumMap<>(Severity.class);
  private final Duration timeToCancel;

  /** The standard route, its times in proportion to these. */
  public EscalationPolicy(Escalation escalation) {
    Pace critical = new Pace(STANDARD.critical(), escalation.critical());
    Pace high = new Pace(STANDARD.high(), escalation.high());
    timeToCancel = critical.of(TIME_TO_CANCEL);
    for (Audience audience : Audience.values()) {
      boolean operators = audience == Audience.OPERATORS;
      put(Severity.CRITICAL, audience, operators ? operators(high) : critical(audience, critical));
      put(Severity.HIGH, audience, operators ? operators(high) : high(audience, high));
      // A physician finds it in the list.
      Role once = operators ? Role.OPERATOR : Role.PATIENT;
      put(Severity.MEDIUM, audience, List.of(new Step(once, Duration.ZERO, null, 1, !operators)));
      put(Severity.ADVISORY, audience, List.of());
    }
  }

  /** That of {@code clinical.md}. */
  public static EscalationPolicy standard() {
    return new EscalationPolicy(STANDARD);
  }

  /** A severity's times, in proportion to what is set. */
  private record Pace(Duration standard, Duration set) {
    Duration of(Duration time) {
      return Duration.ofMillis(
          Math.multiplyExact(time.toMillis(), set.toMillis()) / standard.toMillis());
    }

    Duration minutes(long minutes) {
      return of(Duration.ofMinutes(minutes));
    }

    Duration repeat(long minutes) {
      Duration repeat = minutes(minutes);
      return repeat.compareTo(REPEAT_AT_LEAST) < 0 ? REPEAT_AT_LEAST : repeat;
    }
  }

  private static List<Step> critical(Audience audience, Pace pace) {
    Duration repeat = pace.repeat(2);
    Step patient = new Step(Role.PATIENT, Duration.ZERO, repeat, 0, true);
    if (audience == Audience.PATIENT_ONLY) {
      return List.of(patient);
    }
    // Whoever could die of it is not left to have seen it: a low that lasts reaches a clinician in
    // any case (GL-1); one that passes nobody else, see PatientFirst.
    Duration first = audience == Audience.PATIENT_FIRST ? pace.minutes(15) : Duration.ZERO;
    Duration next = first.plus(pace.minutes(5));
    List<Step> steps = new ArrayList<>();
    steps.add(patient);
    steps.add(new Step(Role.TREATING_PHYSICIAN, first, repeat, 0, false));
    steps.add(new Step(Role.SUBSTITUTE, next, repeat, 0, false));
    if (audience != Audience.CLINICIANS) {
      steps.add(new Step(Role.EMERGENCY_CONTACT, next, pace.repeat(5), 2, false));
    }
    return steps;
  }

  private static List<Step> operators(Pace pace) {
    return List.of(new Step(Role.OPERATOR, Duration.ZERO, pace.repeat(15), 0, false));
  }

  private static List<Step> high(Audience audience, Pace pace) {
    Duration repeat = pace.repeat(15);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Role.PATIENT, Duration.ZERO, repeat, 0, true));
    if (audience != Audience.PATIENT_ONLY) {
      boolean first = audience == Audience.PATIENT_FIRST;
      Duration physician = first ? pace.minutes(15) : Duration.ZERO;
      steps.add(new Step(Role.TREATING_PHYSICIAN, physician, repeat, 0, first));
      steps.add(new Step(Role.SUBSTITUTE, pace.minutes(30), repeat, 0, first));
      if (audience != Audience.CLINICIANS) {
        steps.add(new Step(Role.EMERGENCY_CONTACT, pace.minutes(60), null, 1, true));
      }
    }
    return steps;
  }

  private void put(Severity severity, Audience audience, List<Step> route) {
    steps
        .computeIfAbsent(severity, s -> new EnumMap<>(Audience.class))
        .put(audience, List.copyOf(route));
  }

  /** Who is told of such an alert, in order. */
  List<Step> steps(Severity severity, Audience audience) {
    return steps.getOrDefault(severity, Map.of()).getOrDefault(audience, List.of());
  }

  /** How long before the next message to the same person, after so many. */
  static Duration again(Duration every, int told) {
    int over = Math.max(0, told - EVEN_REPEATS);
    return every.multipliedBy(Math.min(SLOWEST_REPEAT, 1L << Math.min(over, 3)));
  }

  /** How long all but the patient wait because the patient may still call it off. */
  Duration timeToCancel(AlertTransition alert) {
    return alert.metric().equals("fall") ? timeToCancel : Duration.ZERO;
  }

  /** How long an acknowledgement holds while the condition is in force. */
  static Duration acknowledged(Severity severity) {
    return severity == Severity.CRITICAL ? Duration.ofMinutes(30) : Duration.ofMinutes(60);
  }

  /**
   * How long people are told before an operator is. Four hours of CRITICAL are more than any
   * clinician's absence from a telephone; within a day of HIGH somebody has been on duty.
   */
  static Duration exhausted(Severity severity) {
    return severity == Severity.CRITICAL ? Duration.ofHours(4) : Duration.ofHours(24);
  }
}
