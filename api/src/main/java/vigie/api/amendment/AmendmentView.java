package vigie.api.amendment;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Reading;

/**
 * A reading that a person amended, as it is shown.
 *
 * @param id the amendment's
 * @param metric what was measured
 * @param device that measured
 * @param effective when it was measured, or when the interval began
 * @param sequence the device's own number for it; null when it has none
 * @param was the value that stood, in {@code unit}
 * @param value the value in its place; null where the reading was taken back
 * @param unit the metric's canonical UCUM unit
 * @param reason in the person's words
 * @param at when it was amended
 * @param by the patient, or a representative
 * @param onBehalf whether it was a representative
 * @param request the request of rectification that it answered; null for none
 */
@Serdeable
public record AmendmentView(
    UUID id,
    String metric,
    String device,
    Instant effective,
    @Nullable Long sequence,
    double was,
    @Nullable Double value,
    String unit,
    String reason,
    Instant at,
    UUID by,
    boolean onBehalf,
    @Nullable UUID request) {
  static AmendmentView of(Amendment amendment) {
    Reading reading = amendment.reading();
    return new AmendmentView(
        amendment.id(),
        reading.metric().id(),
        reading.device().value(),
        reading.effective(),
        reading.sequence(),
        amendment.was(),
        reading.retracts() ? null : reading.value(),
        reading.metric().unit(),
        amendment.reason(),
        amendment.at(),
        amendment.by(),
        !amendment.by().equals(reading.patient().value()),
        amendment.request());
  }
}
