package vigie.api.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.Quality;

/**
 * A reading as it lies in the store.
 *
 * @param metric what was measured
 * @param effective when, or when the interval began
 * @param disc tells readings of one patient, metric and instant apart
 * @param value in the metric's canonical unit
 * @param end when the interval ended; null for an instant
 * @param received when the gateway took it
 * @param device that measured
 * @param quality how far to trust it
 * @param context what the patient was doing
 * @param originalValue as the device sent it, where it was converted
 * @param originalUnit of that
 * @param zoneOffsetMinutes local offset from UTC, where the device said it
 * @param amended whether it took the place of another value, which is kept as history
 */
public record StoredReading(
    Metric metric,
    Instant effective,
    long disc,
    double value,
    @Nullable Instant end,
    Instant received,
    String device,
    Quality quality,
    Context context,
    @Nullable Double originalValue,
    @Nullable String originalUnit,
    @Nullable Integer zoneOffsetMinutes,
    boolean amended) {}
