package vigie.api.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.web.IsoDurations;
import vigie.api.web.Refusal;

/**
 * What a trial covers, within bounds. Pure; refuses by throwing.
 *
 * @param patients whose readings, each once
 * @param from first time of the period, inclusive
 * @param to last, exclusive
 * @param historyFrom from here on readings are judged, so that baselines, gates and open alerts are
 *     at the period's begin what they were
 * @param answerAfter how long after a severe alert asks for it somebody acknowledges it
 */
record TrialPlan(
    Set<UUID> patients, Instant from, Instant to, Instant historyFrom, Duration answerAfter) {
  /** Patients times days: a month of a ward, or a year of one patient. */
  static final long PATIENT_DAYS_MAX = 400;

  /** Readings of all patients together, those of the history among them. */
  static final long READINGS_MAX = 2_000_000;

  private static final Duration HISTORY_DEFAULT = Duration.ofDays(30);

  /** What the longest baseline looks back on: 56 nights, and some days. */
  private static final Duration HISTORY_MAX = Duration.ofDays(60);

  private static final Duration ANSWER_DEFAULT = Duration.ofMinutes(10);
  private static final Duration ANSWER_MAX = Duration.ofHours(24);

  /**
   * The plan for what is asked.
   *
   * @param history ISO 8601; null for 30 days
   * @param answerAfter ISO 8601; null for 10 minutes
   */
  static TrialPlan of(
      List<UUID> patients,
      Instant from,
      Instant to,
      @Nullable String history,
      @Nullable String answerAfter) {
    Set<UUID> each = new LinkedHashSet<>(patients);
    if (each.isEmpty()) {
      throw Refusal.invalid("patients", "must name at least one");
    }
    if (!from.isBefore(to)) {
      throw Refusal.invalid("from", "must lie before to");
    }
    Duration period = Duration.between(from, to);
    long days = period.plusDays(1).minusNanos(1).toDays();
    if (days > PATIENT_DAYS_MAX || each.size() * days > PATIENT_DAYS_MAX) {
      throw Refusal.invalid(
          "patients",
          "and days make %d x %d patient-days; one trial takes at most %d: ask for fewer at a time"
              .formatted(each.size(), days, PATIENT_DAYS_MAX));
    }
    Duration before =
        history == null
            ? HISTORY_DEFAULT
            : IsoDurations.parse("history", history, Duration.ZERO, HISTORY_MAX);
    Duration answer =
        answerAfter == null
            ? ANSWER_DEFAULT
            : IsoDurations.parse("answerAfter", answerAfter, Duration.ZERO, ANSWER_MAX);
    return new TrialPlan(each, from, to, from.minus(before), answer);
  }
}
