package vigie.cli.export;

import java.util.List;
import java.util.Map;

/**
 * What was read: {@code rowsRead = rowsUsed + skipped + ignored}.
 *
 * @param subjects those asked for that have readings, in the export's order
 * @param rowsRead rows of those subjects
 * @param rowsUsed rows that became readings or limits
 * @param skippedCount broken rows
 * @param skipped the first broken rows, with the reason
 * @param ignored rows that say nothing we keep, counted by why
 */
public record Export(
    List<ExportedSubject> subjects,
    long rowsRead,
    long rowsUsed,
    long skippedCount,
    List<SkippedRow> skipped,
    Map<String, Long> ignored) {
  /** Copies what could change. */
  public Export {
    subjects = List.copyOf(subjects);
    skipped = List.copyOf(skipped);
    ignored = Map.copyOf(ignored);
  }

  /** How many readings there are in all. */
  public long readingCount() {
    return subjects.stream().mapToLong(subject -> subject.readings().size()).sum();
  }

  /** How many rows were ignored in all. */
  public long ignoredCount() {
    return ignored.values().stream().mapToLong(Long::longValue).sum();
  }
}
