package vigie.api.device;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that is or was a patient's.
 *
 * @param kind in the patient's words
 * @param manufacturer who made it; null when not said
 * @param model what they call it; null when not said
 * @param until null while it is the patient's
 */
@Serdeable
public record PeriodResponse(
    String device,
    String kind,
    @Nullable String manufacturer,
    @Nullable String model,
    Instant since,
    @Nullable Instant until) {
  static PeriodResponse of(JdbcDevices.Period period) {
    return new PeriodResponse(
        period.device().value(),
        period.kind(),
        period.supplier().manufacturer(),
        period.supplier().model(),
        period.since(),
        period.until());
  }
}
