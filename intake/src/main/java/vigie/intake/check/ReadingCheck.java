package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;

/** One question to a reading. Pure: it reads no clock and keeps no state. */
public interface ReadingCheck {
  /** Why the reading is refused; null when this check has nothing against it. */
  @Nullable Refusal refusal(SentReading reading, Arrival arrival);
}
