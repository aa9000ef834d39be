package vigie.cli.replay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;

/**
 * A reading as it was published.
 *
 * @param patient whose
 * @param subject the export's name for the patient
 * @param device full id
 * @param metric the catalogue's id
 * @param value in {@code unit}
 * @param unit as sent
 * @param effective as sent, in milliseconds
 * @param end of an interval, as sent; null for an instant
 * @param context as sent
 * @param sequence as sent; null for none
 */
public record PublishedReading(
    UUID patient,
    String subject,
    String device,
    String metric,
    double value,
    String unit,
    Instant effective,
    @Nullable Instant end,
    Context context,
    @Nullable Long sequence) {}
