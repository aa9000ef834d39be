package vigie.api.rejected;

import java.time.Instant;
import java.util.List;
import vigie.intake.DeviceMessage;
import vigie.intake.IntakeResult;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/** What a refused reading becomes when its message is decided again. Pure. */
final class Replay {
  /** Before the format, in the source of what came over HTTP. */
  private static final String FORMAT = "?format=";

  private Replay() {}

  /**
   * The decision for one row.
   *
   * @param outcome for this row
   * @param publish the readings to publish: of its whole message, whose ids are those they had
   */
  record Decision(ReplayOutcome outcome, List<Reading> publish) {
    /** Copies what could change. */
    Decision {
      publish = List.copyOf(publish);
    }
  }

  /**
   * The message that a row came from, under its own device and source. The format is the one that
   * the source names; where a content type had decided instead, it is lost, and the message is most
   * likely refused again.
   */
  static DeviceMessage message(RejectedReading row) {
    String source = row.topic();
    int named = source.indexOf(FORMAT);
    String format =
        named < 0
            ? source.substring(source.lastIndexOf('/') + 1)
            : source.substring(named + FORMAT.length());
    return new DeviceMessage(row.device(), format, "", row.payload(), source);
  }

  /**
   * What becomes of the row.
   *
   * @param row as it was refused, with its bytes
   * @param again what its message is now, at the time it was received
   * @param now when it enters the stream: an old reading must not look fresh there, or it would
   *     page
   */
  static Decision decide(RejectedReading row, IntakeResult again, Instant now) {
    // The device may have changed hands since; both persons' values must stay apart.
    if (again.accepted().stream().anyMatch(reading -> !reading.patient().equals(row.patient()))) {
      return new Decision(ReplayOutcome.OTHER_PATIENT, List.of());
    }
    boolean refused =
        again.accepted().isEmpty()
            || again.rejected().stream()
                .anyMatch(one -> one.path().equals(row.path()) || row.path().isEmpty());
    return new Decision(
        refused ? ReplayOutcome.STILL_REJECTED : ReplayOutcome.ACCEPTED,
        again.accepted().stream().map(reading -> reading.receivedAt(now)).toList());
  }
}
