package vigie.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.api.alert.AlertView;
import vigie.reading.Quality;

/**
 * One entry of a timeline. Which parts are there depends on the kind; the others are left out.
 *
 * @param at when: a reading's effective time, a bucket's begin, an alert's onset
 * @param kind what it is
 * @param metric for readings and buckets
 * @param value of a reading, in the series' unit
 * @param end of a reading that is an interval
 * @param device that measured a reading
 * @param quality of a reading, left out when it is plainly valid
 * @param count of readings in a bucket
 * @param mean of a bucket
 * @param min of a bucket
 * @param max of a bucket
 * @param first of a bucket, the earliest value
 * @param last of a bucket, the latest value
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
    @Nullable Long count,
    @Nullable Double mean,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double first,
    @Nullable Double last,
    @Nullable AlertView alert) {

  /** What an entry is. */
  public enum Kind {
    ALERT,
    READING,
    BUCKET
  }

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
        alert);
  }

  static TimelineEntry of(StoredReading reading) {
    return new TimelineEntry(
        reading.effective(),
        Kind.READING,
        reading.metric().id(),
        reading.value(),
        reading.end(),
        reading.device(),
        reading.quality() == Quality.VALID ? null : reading.quality().name(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static TimelineEntry ofBucket(
      Instant at,
      String metric,
      long count,
      double sum,
      double min,
      double max,
      double first,
      double last) {
    return new TimelineEntry(
        at,
        Kind.BUCKET,
        metric,
        null,
        null,
        null,
        null,
        count,
        sum / count,
        min,
        max,
        first,
        last,
        null);
  }
}
