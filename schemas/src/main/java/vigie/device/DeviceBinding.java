package vigie.device;

import java.time.Duration;
import java.time.Instant;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/**
 * To whom a device belongs, and how it proves itself.
 *
 * @param device the device
 * @param patient whose readings it sends
 * @param kind what it is, in the owner's words, such as {@code pulse oximeter}
 * @param expectedInterval how often it measures; zero when not said
 * @param credential proof of its secret
 * @param active false once revoked: no sign-in, no readings
 * @param boundAt when this state began
 */
public record DeviceBinding(
    DeviceId device,
    PatientId patient,
    String kind,
    Duration expectedInterval,
    Credential credential,
    boolean active,
    Instant boundAt) {}
