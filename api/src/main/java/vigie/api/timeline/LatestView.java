package vigie.api.timeline;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.api.event.Provenance;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.Quality;

/**
 * The newest value of one metric.
 *
 * @param metric the metric's id
 * @param category that the metric belongs to
 * @param value in {@code unit}
 * @param unit the metric's canonical UCUM unit
 * @param code for a coded metric, the code that the value stands for
 * @param originalValue as the device sent it, where it was converted
 * @param originalUnit of that
 * @param effective when it was measured, or when the interval began
 * @param effectiveEnd when the interval ended; null for an instant
 * @param received when the gateway took it
 * @param device that measured
 * @param quality how far to trust it
 * @param context what the patient was doing
 * @param zoneOffsetMinutes local offset from UTC, where the device said it
 * @param controller who answers for it (C-32)
 */
@Serdeable
public record LatestView(
    String metric,
    Category category,
    double value,
    String unit,
    @Nullable String code,
    @Nullable Double originalValue,
    @Nullable String originalUnit,
    Instant effective,
    @Nullable Instant effectiveEnd,
    Instant received,
    String device,
    Quality quality,
    Context context,
    @Nullable Integer zoneOffsetMinutes,
    Provenance.Controller controller) {
  static LatestView of(StoredReading reading) {
    Metric metric = reading.metric();
    return new LatestView(
        metric.id(),
        metric.category(),
        reading.value(),
        metric.unit(),
        metric.coded() ? metric.codes().get((int) reading.value()) : null,
        reading.originalValue(),
        reading.originalUnit(),
        reading.effective(),
        reading.end(),
        reading.received(),
        reading.device(),
        reading.quality(),
        reading.context(),
        reading.zoneOffsetMinutes(),
        Provenance.Controller.of("reading"));
  }
}
