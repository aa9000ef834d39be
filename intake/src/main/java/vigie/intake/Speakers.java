package vigie.intake;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.intake.check.Arrival;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentObject;
import vigie.intake.decode.SentObject.Whose;
import vigie.reading.PatientId;
import vigie.reading.RejectionReason;

/** Whose the readings of one message are: the sender's own, or those of devices that it names. */
final class Speakers {
  /**
   * One device of the message.
   *
   * @param binding whose it is; null when it may not be said
   * @param arrival what the checks may know of it; of no use when refused
   * @param refusal why nothing of this device is taken; null when it is
   */
  record Speaker(@Nullable DeviceBinding binding, Arrival arrival, @Nullable Refusal refusal) {
    DeviceBinding bound() {
      if (binding == null) {
        throw new IllegalStateException("asked for the binding of a device that is refused");
      }
      return binding;
    }

    @Nullable PatientId patient() {
      return binding == null ? null : binding.patient();
    }
  }

  private final Origin origin;
  private final Directory directory;
  private final SpeaksFor speaksFor;
  private final Speaker sender;
  private final Map<String, Speaker> named = new HashMap<>();
  private boolean severalPatients;

  Speakers(Origin origin, Directory directory, SpeaksFor speaksFor) {
    this.origin = origin;
    this.directory = directory;
    this.speaksFor = speaksFor;
    this.sender =
        new Speaker(origin.binding(), new Arrival(origin.received(), origin.consents()), null);
  }

  /** The device that an object's readings are of. */
  Speaker of(SentObject object) {
    String device = object.device();
    return switch (object.whose()) {
      case SENDER -> sender;
      case ANOTHER_PERSON ->
          refused(
              RejectionReason.FOREIGN_DEVICE,
              "the message holds values of another person than those before it");
      case NAMED, MENTIONED ->
          device == null || device.equals(origin.binding().device().value())
              ? sender
              : named.computeIfAbsent(device, name -> resolve(name, object.whose()));
    };
  }

  /** Whether the message holds what is, or may be, another person's than the sender's. */
  boolean severalPatients() {
    return severalPatients;
  }

  private Speaker resolve(String device, Whose whose) {
    DeviceBinding binding = directory.binding(device);
    if (binding == null) {
      if (whose == Whose.MENTIONED) {
        return sender;
      }
      return refused(
          RejectionReason.UNBOUND_DEVICE, "nobody has bound the device that the message names");
    }
    if (!speaksFor.allows(origin.binding(), binding)) {
      return refused(
          RejectionReason.FOREIGN_DEVICE, "the sender may not speak for the device it names");
    }
    if (!binding.active()) {
      return refused(RejectionReason.REVOKED_DEVICE, "the named device's binding has ended");
    }
    severalPatients |= !binding.patient().equals(origin.binding().patient());
    return new Speaker(
        binding, new Arrival(origin.received(), directory.consents(binding.patient())), null);
  }

  private Speaker refused(RejectionReason reason, String detail) {
    severalPatients = true;
    return new Speaker(null, sender.arrival(), new Refusal(reason, detail));
  }
}
