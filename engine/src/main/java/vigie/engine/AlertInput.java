package vigie.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.Delivery;
import vigie.engine.sample.Sample;
import vigie.patient.PatientProfile;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/**
 * One thing that happened to one patient: exactly the part that its kind names is there. One type,
 * so that everything about a patient meets in one operator.
 *
 * @param kind what happened
 * @param patient to whom
 * @param sample of a READING
 * @param profile of a PROFILE
 * @param command of a COMMAND
 * @param delivery of a DELIVERY
 * @param device of a DEVICE
 */
public record AlertInput(
    Kind kind,
    PatientKey patient,
    @Nullable Sample sample,
    @Nullable PatientProfile profile,
    @Nullable AlertCommand command,
    @Nullable Delivery delivery,
    @Nullable DeviceNews device) {
  /** What can happen. */
  public enum Kind {
    READING(0),
    PROFILE(1),
    /** The patient's tombstone. */
    ERASURE(2),
    COMMAND(3),
    DELIVERY(4),
    DEVICE(5);

    private final byte number;

    Kind(int number) {
      this.number = (byte) number;
    }

    /** Stands for this kind between operators. */
    public byte number() {
      return number;
    }
  }

  /** A reading came. */
  public static AlertInput of(Reading reading) {
    return of(key(reading.patient()), Sample.of(reading));
  }

  /** A reading came. */
  public static AlertInput of(PatientKey patient, Sample sample) {
    return new AlertInput(Kind.READING, patient, sample, null, null, null, null);
  }

  /** A profile came or changed. */
  public static AlertInput of(PatientProfile profile) {
    return new AlertInput(Kind.PROFILE, key(profile.patient()), null, profile, null, null, null);
  }

  /** The patient is erased. */
  public static AlertInput erasure(PatientId patient) {
    return new AlertInput(Kind.ERASURE, key(patient), null, null, null, null, null);
  }

  /** A person did something about an alert. */
  public static AlertInput of(AlertCommand command) {
    return new AlertInput(Kind.COMMAND, key(command.patient()), null, null, command, null, null);
  }

  /** An attempt to deliver ended. */
  public static AlertInput of(Delivery delivery) {
    return new AlertInput(Kind.DELIVERY, key(delivery.patient()), null, null, null, delivery, null);
  }

  /** Something is new of a patient's device. */
  public static AlertInput of(PatientId patient, DeviceNews news) {
    return of(key(patient), news);
  }

  /** Something is new of a patient's device. */
  public static AlertInput of(PatientKey patient, DeviceNews news) {
    return new AlertInput(Kind.DEVICE, patient, null, null, null, null, news);
  }

  private static PatientKey key(PatientId patient) {
    UUID id = patient.value();
    return PatientKey.of(id);
  }
}
