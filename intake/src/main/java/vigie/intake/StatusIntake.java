package vigie.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.intake.decode.JsonStatusDecoder;
import vigie.intake.decode.Refusal;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** What becomes of what a device says of itself. The same for every way in. Thread-safe. */
public final class StatusIntake {
  /** The format's word, as a topic's last level. */
  public static final String FORMAT = "status";

  private static final int PAYLOAD_BYTES_MAX = 4_096;

  private final Directory directory;
  private final JsonStatusDecoder decoder = new JsonStatusDecoder();

  /** Asks this directory. */
  public StatusIntake(Directory directory) {
    this.directory = directory;
  }

  /** Exactly one of the two. */
  public record Result(@Nullable DeviceStatus status, @Nullable RejectedReading rejected) {}

  /**
   * What a message becomes. Pure but for the directory it asks. Of a refused one no bytes are kept.
   *
   * @param message as it came
   * @param received when it came
   */
  public Result decide(DeviceMessage message, Instant received) {
    DeviceBinding binding = directory.binding(message.device());
    if (binding == null) {
      return refused(
          message, received, null, RejectionReason.UNBOUND_DEVICE, "nobody has bound it");
    }
    if (!binding.active()) {
      return refused(
          message, received, binding, RejectionReason.REVOKED_DEVICE, "its binding has ended");
    }
    if (directory.consents(binding.patient(), message.device()).isEmpty()) {
      return refused(
          message,
          received,
          binding,
          RejectionReason.NO_CONSENT,
          "the patient has consented to nothing from this device");
    }
    if (message.payload().length > PAYLOAD_BYTES_MAX) {
      return refused(
          message,
          received,
          binding,
          RejectionReason.TOO_LARGE,
          "a status has at most " + PAYLOAD_BYTES_MAX + " bytes");
    }
    JsonStatusDecoder.SentStatus sent = decoder.decode(message.payload());
    Refusal refusal = sent.refusal();
    DeviceStatus.State state = sent.state();
    if (refusal != null || state == null) {
      return refused(
          message,
          received,
          binding,
          refusal == null ? RejectionReason.BAD_VALUE : refusal.reason(),
          refusal == null ? "no state" : refusal.detail());
    }
    Long ts = sent.ts();
    Instant said = ts == null ? received : Instant.ofEpochMilli(ts);
    Instant at = said.isAfter(received) ? received : said;
    if (at.isBefore(binding.since())) {
      return refused(
          message,
          received,
          null,
          RejectionReason.UNBOUND_DEVICE,
          "from before the device was its patient's");
    }
    return new Result(
        new DeviceStatus(binding.device(), binding.patient(), state, sent.battery(), at, received),
        null);
  }

  private static Result refused(
      DeviceMessage message,
      Instant received,
      @Nullable DeviceBinding binding,
      RejectionReason reason,
      String detail) {
    return new Result(
        null,
        new RejectedReading(
            message.device(),
            message.source(),
            received,
            reason,
            detail,
            "",
            binding == null ? null : binding.patient(),
            Origin.NOTHING));
  }
}
