package vigie.api.amendment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.intake.check.Arrival;
import vigie.intake.check.ReadingChecks;
import vigie.intake.check.ReadingQuality;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.intake.decode.SentTime;
import vigie.intake.decode.TypedValue;
import vigie.reading.Metric;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * What becomes of a person's correction of a stored reading. Pure: what is stored, what is wanted
 * and the time in; the reading that takes the other's place, or why there is none, out.
 */
final class Amending {
  private static final Duration LEAST = Duration.ofMillis(1);

  /**
   * What the person wants.
   *
   * @param value the right one; null to take the reading back
   * @param unit of the value, UCUM; null for the metric's own
   */
  record Wanted(@Nullable Double value, @Nullable String unit) {}

  /** Why a reading is not amended. */
  enum Why {
    UNKNOWN_READING("there is no such reading, or it was taken back: look at the timeline"),
    SEVERAL_READINGS("the device has several readings of that time: say the sequence number"),
    SAME_VALUE("the reading has this value already"),
    FORMER_VALUE(
        "this was said of the reading before, and what came after it holds: a value that was"
            + " replaced does not come back"),
    OLD_KEY("the reading was stored before readings could be corrected: it can only be taken back"),
    NOT_TAKEN("the value would not be taken from a device either");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** As part of a sentence. */
    String words() {
      return words;
    }
  }

  /** What comes of it. */
  sealed interface Outcome {
    /**
     * The reading that takes the other's place, or takes it back.
     *
     * @param was the value that stood
     */
    record Amended(Reading reading, double was) implements Outcome {}

    /**
     * Nothing is amended.
     *
     * @param detail of the check that refused the value; empty where there is none
     */
    record Refused(Why why, String detail) implements Outcome {}
  }

  private Amending() {}

  /**
   * Decides.
   *
   * @param found the patient's readings that what was asked for may mean
   * @param wanted what is to become of it
   * @param beside what the same device measured of other metrics at the same time, in canonical
   *     units
   * @param now when it is asked for
   */
  static Outcome decide(
      List<StandingReading> found, Wanted wanted, Map<Metric, Double> beside, Instant now) {
    if (found.isEmpty()) {
      return refused(Why.UNKNOWN_READING);
    }
    if (found.size() > 1) {
      return refused(Why.SEVERAL_READINGS);
    }
    StandingReading standing = found.get(0);
    Reading was = standing.reading();
    Double value = wanted.value();
    if (value == null) {
      return given(standing, was.value(), true)
          ? refused(Why.FORMER_VALUE)
          : amended(standing, was.value(), was.original(), Quality.RETRACTED, now);
    }
    SentReading sent = sent(was, value, wanted.unit(), beside);
    // The right to rectification does not hang on the consent to what a device sends.
    Refusal refusal =
        ReadingChecks.standard().refusal(sent, new Arrival(now, Set.of(was.metric().category())));
    if (refusal != null) {
      return new Outcome.Refused(Why.NOT_TAKEN, refusal.reason() + ": " + refusal.detail());
    }
    if (sent.canonical() == was.value()) {
      return refused(Why.SAME_VALUE);
    }
    if (!standing.hasKeyOfAllItsValues()) {
      return refused(Why.OLD_KEY);
    }
    if (given(standing, sent.canonical(), false)) {
      return refused(Why.FORMER_VALUE);
    }
    String unit = sent.unit();
    Original original = unit != null && sent.converted() ? new Original(value, unit) : null;
    return amended(standing, sent.canonical(), original, ReadingQuality.of(sent), now);
  }

  /** As if the device had sent it, at the time that it gave. */
  private static SentReading sent(
      Reading was, double value, @Nullable String unit, Map<Metric, Double> beside) {
    Instant end = was.effectiveEnd();
    return new TypedValue(was.metric(), value, unit)
        .of(
            new SentTime(
                was.effective().toEpochMilli(),
                end == null ? null : end.toEpochMilli(),
                was.quality() == Quality.TIME_ESTIMATED,
                was.zoneOffsetMinutes(),
                null),
            was.sequence(),
            was.context(),
            was.quality() == Quality.TEST,
            beside);
  }

  private static boolean given(StandingReading standing, double value, boolean retracts) {
    return standing.former().stream()
        .anyMatch(version -> version.retracts() == retracts && version.value() == value);
  }

  private static Outcome amended(
      StandingReading standing,
      double value,
      @Nullable Original original,
      Quality quality,
      Instant now) {
    Reading was = standing.reading();
    return new Outcome.Amended(
        new Reading(
            was.patient(),
            was.device(),
            was.metric(),
            value,
            was.effective(),
            was.effectiveEnd(),
            was.zoneOffsetMinutes(),
            received(standing, now),
            was.sequence(),
            quality,
            was.context(),
            original,
            was.expectedInterval()),
        was.value());
  }

  /** What is received last stands, and clocks differ. */
  private static Instant received(StandingReading standing, Instant now) {
    Instant received = now.truncatedTo(ChronoUnit.MILLIS);
    Instant last = standing.reading().received();
    for (StandingReading.Version version : standing.former()) {
      last = version.received().isAfter(last) ? version.received() : last;
    }
    return received.isAfter(last) ? received : last.truncatedTo(ChronoUnit.MILLIS).plus(LEAST);
  }

  private static Outcome refused(Why why) {
    return new Outcome.Refused(why, "");
  }
}
