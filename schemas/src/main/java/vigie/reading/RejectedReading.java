package vigie.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused payload or one refused reading of it, with what lets somebody mend it.
 *
 * @param device the topic's device level as sent; need not be a valid {@link DeviceId}
 * @param topic the MQTT topic it came by
 * @param received when the gateway took it
 * @param reason why it was refused
 * @param detail the reason in words, naming field, value and rule
 * @param path where in the payload, such as {@code [3].values.hr}; empty for the whole
 * @param patient whose it would have been; null when the device is not bound
 * @param payload the message's original bytes
 */
// The payload is what was sent; two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record RejectedReading(
    String device,
    String topic,
    Instant received,
    RejectionReason reason,
    String detail,
    String path,
    @Nullable PatientId patient,
    byte[] payload) {}
