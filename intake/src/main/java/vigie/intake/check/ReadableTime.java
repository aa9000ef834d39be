package vigie.intake.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/** The times, when given, must be times that a set clock can show. */
final class ReadableTime implements ReadingCheck {
  /** Before this no device of ours was made: its clock was never set. */
  private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    String fault = reading.object().time().fault();
    Long ts = reading.object().time().ts();
    Long endTs = reading.object().time().endTs();
    if (fault != null) {
      return bad(fault);
    }
    if (ts != null && ts < EARLIEST) {
      return bad("ts lies before 2000: the device's clock was never set");
    }
    if (endTs != null && ts == null) {
      return bad("endTs without ts");
    }
    if (endTs != null && ts != null && endTs < ts) {
      return bad("endTs lies before ts");
    }
    return null;
  }

  private static Refusal bad(String detail) {
    return new Refusal(RejectionReason.BAD_VALUE, detail);
  }
}
