package vigie.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param since readings from then on are the patient's; not before anybody else's binding ended
 * @param previous the credential before, while it still holds; null when none does
 * @param former whose the device was before, oldest first; at most {@value #FORMER_MAX}
 */
public record DeviceBinding(
    DeviceId device,
    PatientId patient,
    String kind,
    Duration expectedInterval,
    Credential credential,
    boolean active,
    Instant boundAt,
    Instant since,
    @Nullable EndingCredential previous,
    List<FormerBinding> former) {
  /** So many former bindings are remembered in the stream; the store keeps all. */
  public static final int FORMER_MAX = 16;

  /** Copies the list. */
  public DeviceBinding {
    former = List.copyOf(former);
  }

  /** A binding of a device that nobody had before, with one credential. */
  public DeviceBinding(
      DeviceId device,
      PatientId patient,
      String kind,
      Duration expectedInterval,
      Credential credential,
      boolean active,
      Instant boundAt) {
    this(
        device,
        patient,
        kind,
        expectedInterval,
        credential,
        active,
        boundAt,
        boundAt,
        null,
        List.of());
  }

  /** Whether this is a secret of the device now: the current one, or the one before in its time. */
  public boolean accepts(String secret, Instant now) {
    return credential.matches(secret) || (previous != null && previous.accepts(secret, now));
  }

  /** Whose a reading of that time is; null when the device was nobody's then. */
  public @Nullable PatientId ownerAt(Instant time) {
    if (!time.isBefore(since)) {
      return patient;
    }
    for (FormerBinding one : former) {
      if (one.covers(time)) {
        return one.patient();
      }
    }
    return null;
  }

  /** Whether the device was somebody else's before. */
  public boolean changedHands() {
    return former.stream().anyMatch(one -> !one.patient().equals(patient));
  }

  /** This binding with a new credential; the one before holds until the given time. */
  public DeviceBinding rotated(Credential fresh, Instant previousUntil) {
    return with(fresh, new EndingCredential(credential, previousUntil));
  }

  /** This binding without the credential before. */
  public DeviceBinding withoutPrevious() {
    return with(credential, null);
  }

  /** This binding, ended. */
  public DeviceBinding revoked(Instant now) {
    return new DeviceBinding(
        device, patient, kind, expectedInterval, credential, false, now, since, null, former);
  }

  /** This binding with its place in the device's history. */
  public DeviceBinding following(Instant begin, List<FormerBinding> before) {
    return new DeviceBinding(
        device,
        patient,
        kind,
        expectedInterval,
        credential,
        active,
        boundAt,
        begin,
        previous,
        before);
  }

  private DeviceBinding with(Credential current, @Nullable EndingCredential ending) {
    return new DeviceBinding(
        device, patient, kind, expectedInterval, current, active, boundAt, since, ending, former);
  }
}
