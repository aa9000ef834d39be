package vigie.intake.decode;

import java.util.ArrayList;
import java.util.List;
import vigie.reading.RejectionReason;

/** What is gathered from one payload while it is read. */
final class Gathering {
  /** More in one message than any device gathers; keeps one message from filling the memory. */
  static final int READINGS_MAX = 5_000;

  private final List<SentReading> readings = new ArrayList<>();
  private int droppedFields;
  private int correctedTimes;

  void add(SentReading reading) {
    readings.add(reading.object().add(reading));
  }

  /** Says that a part of the payload cannot be read; its neighbours can. */
  void unreadable(SentObject object, String path, RejectionReason reason, String detail) {
    add(SentReading.unreadable(object, path, reason, detail));
  }

  void dropped(int fields) {
    droppedFields += fields;
  }

  void corrected(int times) {
    correctedTimes += times;
  }

  /** How many readings there are as yet. */
  int count() {
    return readings.size();
  }

  /** Whether there are more than may be; going on is then in vain. */
  boolean overfull() {
    return readings.size() > READINGS_MAX;
  }

  Decoded decoded() {
    if (overfull()) {
      return Decoded.refused(
          new Refusal(
              RejectionReason.TOO_LARGE, "more than " + READINGS_MAX + " readings in one message"));
    }
    return readings.isEmpty()
        ? Decoded.malformed("no reading in the payload")
        : new Decoded(readings, null, droppedFields, correctedTimes);
  }
}
