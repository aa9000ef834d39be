package vigie.intake;

import java.time.Instant;
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

/**
 * Whose the readings of one message are: of the sender or of a device that it names, and of the
 * patient to whom that device belonged when they were measured.
 */
final class Speakers {
  /**
   * One device of the message, at one time.
   *
   * @param binding the device's; null when it may not be said
   * @param patient whose its readings of that time are; null when nobody's, or it may not be said
   * @param arrival what the checks may know of it
   * @param refusal why nothing of it is taken; null when it is
   * @param unheard whether the refusal says all, and the reading need not be checked for a better
   *     reason
   */
  record Speaker(
      @Nullable DeviceBinding binding,
      @Nullable PatientId patient,
      Arrival arrival,
      @Nullable Refusal refusal,
      boolean unheard) {
    DeviceBinding bound() {
      if (binding == null) {
        throw new IllegalStateException("asked for the binding of a device that is refused");
      }
      return binding;
    }

    PatientId owner() {
      if (patient == null) {
        throw new IllegalStateException("asked for the patient of a device that is refused");
      }
      return patient;
    }
  }

  /** A device and whose it is, or was: consent is to both. */
  private record Bound(PatientId patient, String device) {}

  private final Origin origin;
  private final Directory directory;
  private final SpeaksFor speaksFor;
  private final Speaker sender;
  private final Map<String, Speaker> named = new HashMap<>();
  private final Map<Bound, Arrival> arrivals = new HashMap<>();
  private boolean severalPatients;

  Speakers(Origin origin, Directory directory, SpeaksFor speaksFor) {
    this.origin = origin;
    this.directory = directory;
    this.speaksFor = speaksFor;
    this.sender =
        speaker(
            origin.binding(),
            origin.binding().patient(),
            new Arrival(origin.received(), origin.consents()));
  }

  /**
   * The device that an object's readings are of, when they were measured.
   *
   * @param begin when measured, or begun
   * @param end when ended; the same as begun for an instant
   */
  Speaker of(SentObject object, Instant begin, Instant end) {
    Speaker now = now(object);
    DeviceBinding binding = now.binding();
    return binding == null || !begin.isBefore(binding.since()) ? now : then(now, begin, end);
  }

  private Speaker now(SentObject object) {
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

  /** A reading from before the device was the patient's. */
  private Speaker then(Speaker now, Instant begin, Instant end) {
    DeviceBinding binding = now.bound();
    PatientId owner = binding.ownerAt(begin);
    if (owner == null || !owner.equals(binding.ownerAt(end))) {
      severalPatients = true;
      return new Speaker(
          binding,
          null,
          now.arrival(),
          new Refusal(
              RejectionReason.UNBOUND_DEVICE,
              owner == null
                  ? "nobody had bound this device at that time"
                  : "the device changed hands within this interval"),
          false);
    }
    if (owner.equals(binding.patient())) {
      return now;
    }
    if (!binding.device().equals(origin.binding().device())) {
      return refused(
          RejectionReason.FOREIGN_DEVICE,
          "the sender may not speak for whom the named device belonged to at that time");
    }
    severalPatients = true;
    return speaker(binding, owner, arrival(owner, binding));
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
    return speaker(binding, binding.patient(), arrival(binding.patient(), binding));
  }

  private Arrival arrival(PatientId patient, DeviceBinding binding) {
    return arrivals.computeIfAbsent(
        new Bound(patient, binding.device().value()),
        known ->
            new Arrival(origin.received(), directory.consents(known.patient(), known.device())));
  }

  private static Speaker speaker(DeviceBinding binding, PatientId patient, Arrival arrival) {
    return new Speaker(binding, patient, arrival, null, false);
  }

  private Speaker refused(RejectionReason reason, String detail) {
    severalPatients = true;
    return new Speaker(null, null, sender.arrival(), new Refusal(reason, detail), true);
  }
}
