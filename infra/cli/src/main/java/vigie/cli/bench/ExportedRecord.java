package vigie.cli.bench;

import java.util.List;
import java.util.Locale;

/**
 * What an export came to.
 *
 * @param lines resources
 * @param bytes of all lines
 * @param seconds from the request to the last byte
 * @param memory of the API's process while it went on
 */
record ExportedRecord(long lines, long bytes, double seconds, List<Memory> memory) {

  /**
   * The memory of a process at a time.
   *
   * @param residentKib of the whole process
   * @param heapKib of the heap in use, garbage included; 0 where it was not asked for
   */
  record Memory(long residentKib, long heapKib) {}

  /** Resident when it began, KiB. */
  long residentBefore() {
    return memory.get(0).residentKib();
  }

  /** The most resident, KiB. */
  long residentMost() {
    return memory.stream().mapToLong(Memory::residentKib).max().orElse(0);
  }

  /** The most resident in the second half, KiB: what grows with the length shows here. */
  long residentMostLate() {
    return memory.stream().skip(memory.size() / 2).mapToLong(Memory::residentKib).max().orElse(0);
  }

  /** The most of the heap in use, KiB. */
  long heapMost() {
    return memory.stream().mapToLong(Memory::heapKib).max().orElse(0);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "export as NDJSON: %,d lines, %,d MB in %.0f s, %,.0f lines/s; resident %,d MiB before, %,d"
            + " MiB at most (%,d MiB in the second half); heap in use at most %,d MiB",
        lines,
        bytes / 1_000_000,
        seconds,
        lines / seconds,
        residentBefore() >> 10,
        residentMost() >> 10,
        residentMostLate() >> 10,
        heapMost() >> 10);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"lines\":%d,\"bytes\":%d,\"seconds\":%.1f,\"linesPerSecond\":%.0f,"
            + "\"residentKibBefore\":%d,\"residentKibMost\":%d,\"residentKibMostSecondHalf\":%d,"
            + "\"heapKibMost\":%d}",
        lines,
        bytes,
        seconds,
        lines / seconds,
        residentBefore(),
        residentMost(),
        residentMostLate(),
        heapMost());
  }
}
