package vigie.api.rejected;

import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** Refused readings as they are shown: to operators without values, to their patient whole. */
final class RejectedView {
  private static final int SAMPLE_BYTES_MAX = 4_096;

  private RejectedView() {}

  /** What came of the last replay. */
  @Serdeable
  record ReplayView(Instant at, ReplayOutcome outcome, String words, int accepted) {
    static @Nullable ReplayView of(RejectedRow.@Nullable Replayed replayed) {
      return replayed == null
          ? null
          : new ReplayView(
              replayed.at(), replayed.outcome(), replayed.outcome().words(), replayed.accepted());
    }
  }

  /**
   * One, as an operator sees it.
   *
   * @param detail the reason in words, without anything that was sent
   * @param replayable whether its bytes were kept
   * @param replay null when there was none
   */
  @Serdeable
  record ForOperator(
      UUID id,
      String device,
      String source,
      Instant received,
      RejectionReason reason,
      String path,
      String detail,
      boolean replayable,
      @Nullable ReplayView replay) {
    static ForOperator of(RejectedRow row) {
      RejectedReading reading = row.reading();
      return new ForOperator(
          row.id(),
          reading.device(),
          reading.topic(),
          reading.received(),
          reading.reason(),
          reading.path(),
          Redacted.of(reading.detail()),
          row.replayable(),
          ReplayView.of(row.replay()));
    }
  }

  /**
   * A selection.
   *
   * @param counts how many there are in all, by reason
   * @param rejected the newest of them
   */
  @Serdeable
  record Selection(Map<String, Long> counts, List<ForOperator> rejected) {}

  /**
   * One, as its patient sees it.
   *
   * @param payload the beginning of what was sent, as text; empty when not kept
   * @param payloadBytes how long it was; 0 when not kept
   */
  @Serdeable
  record ForPatient(
      UUID id,
      String device,
      String source,
      Instant received,
      RejectionReason reason,
      String path,
      String detail,
      String payload,
      int payloadBytes,
      @Nullable ReplayView replay) {
    static ForPatient of(RejectedRow row) {
      RejectedReading reading = row.reading();
      byte[] payload = reading.payload();
      return new ForPatient(
          row.id(),
          reading.device(),
          reading.topic(),
          reading.received(),
          reading.reason(),
          reading.path(),
          reading.detail(),
          new String(
              payload, 0, Math.min(payload.length, SAMPLE_BYTES_MAX), StandardCharsets.UTF_8),
          payload.length,
          ReplayView.of(row.replay()));
    }
  }
}
