package vigie.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.reading.Category;
import vigie.reading.PatientId;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * Where a message comes from, once its device is known.
 *
 * @param topic as it came
 * @param received when it came
 * @param binding the sender's
 * @param consents of the sender's patient, to what the sender measures
 * @param payload as it came
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Origin(
    String topic, Instant received, DeviceBinding binding, Set<Category> consents, byte[] payload) {
  static final byte[] NOTHING = new byte[0];

  /**
   * The bytes that may be kept with a rejection: none of a device from which the patient consented
   * to nothing, and none when they may hold what the device measured of somebody before.
   */
  byte[] evidence() {
    return consents.isEmpty() || binding.changedHands() ? NOTHING : payload;
  }

  RejectedReading rejected(
      RejectionReason reason,
      String detail,
      String path,
      @Nullable PatientId patient,
      byte[] evidence) {
    return new RejectedReading(
        binding.device().value(), topic, received, reason, detail, path, patient, evidence);
  }

  IntakeResult whole(RejectionReason reason, String detail, byte[] evidence) {
    return new IntakeResult(
        List.of(), List.of(rejected(reason, detail, "", binding.patient(), evidence)), 0, 0);
  }
}
