package vigie.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import vigie.api.alert.AlertView;
import vigie.api.event.EventView;
import vigie.api.event.Provenance;
import vigie.reading.Quality;

/**
 * One entry of a timeline. Which parts are there depends on the kind; the others are left out.
 *
 * @param at when: a reading's effective time, a bucket's begin, an alert's onset, an event's begin,
 *     the first bucket of a new level; a day's bucket of sleep is of the local day of waking
 * @param kind what it is
 * @param metric for readings, buckets and changes
 * @param value of a reading, in the series' unit
 * @param end of a reading that is an interval
 * @param device that measured a reading; of a bucket only where one of several was taken, the same
 *     one for all its days
 * @param quality of a reading, left out when it is plainly valid
 * @param amended true of a reading that took the place of another value; left out otherwise
 * @param setAside of a reading of sleep the share, up to 1, that counts for nothing because another
 *     source stands for that time; left out where all counts
 * @param count of readings in a bucket; of sleep of those that count
 * @param mean of a bucket
 * @param min of a bucket
 * @param max of a bucket
 * @param first of a bucket, the earliest value; of a change, the median before
 * @param last of a bucket, the latest value; of a change, the median after
 * @param sum of a bucket, where values add up, such as steps; of sleep what counts of them
 * @param chance of a change as clear in a series without any; it describes, and raises no alert
 * @param second the same numbers in the metric's second unit, where it has one
 * @param event as it stands
 * @param alert as it stands now
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
    Instant at,
    Kind kind,
    @Nullable String metric,
    @Nullable Double value,
    @Nullable Instant end,
    @Nullable String device,
    @Nullable String quality,
    @Nullable Boolean amended,
    @Nullable Double setAside,
    @Nullable Long count,
    @Nullable Double mean,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double first,
    @Nullable Double last,
    @Nullable Double sum,
    @Nullable Double chance,
    @Nullable Second second,
    @Nullable EventView event,
    @Nullable AlertView alert) {

  /** A share is told to a millionth. */
  private static final double SHARES = 1e6;

  /** By time; at one time what happened before what was measured, then by metric. */
  static final Comparator<TimelineEntry> ORDER =
      Comparator.comparing(TimelineEntry::at)
          .thenComparing(TimelineEntry::kind)
          .thenComparing(entry -> entry.metric() == null ? "" : entry.metric());

  /** What an entry is. */
  public enum Kind {
    ALERT,
    EVENT,
    CHANGE,
    READING,
    BUCKET;

    /** Who answers for entries of this kind (C-32); null for events, each of which says it. */
    Provenance.@Nullable Controller controller() {
      return switch (this) {
        case ALERT -> Provenance.Controller.of("alert");
        case CHANGE, READING, BUCKET -> Provenance.Controller.of("reading");
        case EVENT -> null;
      };
    }
  }

  /** The entry's numbers in another unit. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Second(
      String unit,
      @Nullable Double value,
      @Nullable Double mean,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double first,
      @Nullable Double last) {}

  static TimelineEntry ofAlert(AlertView alert) {
    return new TimelineEntry(
        alert.onset(),
        Kind.ALERT,
        alert.metric(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        alert);
  }

  static TimelineEntry ofEvent(EventView event) {
    return new TimelineEntry(
        event.from(),
        Kind.EVENT,
        null,
        null,
        event.until(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        event,
        null);
  }

  static TimelineEntry of(StoredReading reading) {
    return ofReading(
        reading.effective(),
        reading.metric().id(),
        reading.value(),
        reading.end(),
        reading.device(),
        reading.quality() == Quality.VALID ? null : reading.quality().name(),
        reading.amended());
  }

  static TimelineEntry ofReading(
      Instant at,
      String metric,
      double value,
      @Nullable Instant end,
      String device,
      @Nullable String quality,
      boolean amended) {
    return new TimelineEntry(
            at,
            Kind.READING,
            metric,
            value,
            end,
            device,
            quality,
            amended ? true : null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null)
        .inBothUnits();
  }

  /**
   * A bucket.
   *
   * @param device null where all that was measured is in it
   * @param adds whether values add up, so that the sum is told
   */
  static TimelineEntry ofBucket(
      Instant at,
      String metric,
      @Nullable String device,
      long count,
      double sum,
      double min,
      double max,
      double first,
      double last,
      boolean adds) {
    return new TimelineEntry(
            at,
            Kind.BUCKET,
            metric,
            null,
            null,
            device,
            null,
            null,
            null,
            count,
            sum / count,
            min,
            max,
            first,
            last,
            adds ? sum : null,
            null,
            null,
            null,
            null)
        .inBothUnits();
  }

  static TimelineEntry ofChange(String metric, ChangePoints.Shift shift) {
    return new TimelineEntry(
            shift.at(),
            Kind.CHANGE,
            metric,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            shift.before(),
            shift.after(),
            null,
            shift.chance(),
            null,
            null,
            null)
        .inBothUnits();
  }

  /** The same, of which this share counts for nothing. */
  TimelineEntry settingAside(double share) {
    Double told = share == 0 ? null : Double.valueOf(Math.rint(share * SHARES) / SHARES);
    return new TimelineEntry(
        at, kind, metric, value, end, device, quality, amended, told, count, mean, min, max, first,
        last, sum, chance, second, event, alert);
  }

  private TimelineEntry inBothUnits() {
    SecondUnit unit = metric == null ? null : SecondUnit.of(metric).orElse(null);
    if (unit == null) {
      return this;
    }
    Second numbers =
        new Second(
            unit.unit(),
            unit.orNull(value),
            unit.orNull(mean),
            unit.orNull(min),
            unit.orNull(max),
            unit.orNull(first),
            unit.orNull(last));
    return new TimelineEntry(
        at, kind, metric, value, end, device, quality, amended, setAside, count, mean, min, max,
        first, last, sum, chance, numbers, event, alert);
  }
}
