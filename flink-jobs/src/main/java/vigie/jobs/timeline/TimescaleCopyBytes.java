package vigie.jobs.timeline;

import java.util.List;
import vigie.reading.Reading;

/** Ready-made bytes of a binary COPY into {@code reading}, for measuring what the store adds. */
public final class TimescaleCopyBytes {
  /** The statement the bytes belong to. */
  public static final String SQL = TimescaleReadingStore.COPY;

  private TimescaleCopyBytes() {}

  /** The whole COPY of these readings, unsorted, as they are. */
  public static byte[] inGivenOrder(List<Reading> readings) {
    TimescaleCopyEncoder encoder = new TimescaleCopyEncoder();
    for (Reading reading : readings) {
      encoder.add(ReadingRow.of(reading));
    }
    return encoder.finished();
  }
}
