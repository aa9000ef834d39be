package vigie.cli.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts for every row while an export is read. One thread. */
final class ReadTally {
  private static final int KEPT_EXAMPLES = 50;

  private final List<SkippedRow> skipped = new ArrayList<>();
  private final Map<String, Long> ignored = new LinkedHashMap<>();
  private long used;
  private long skippedCount;

  void used() {
    used++;
  }

  void ignored(String why) {
    ignored.merge(why, 1L, Long::sum);
  }

  void skipped(String file, long line, String reason) {
    skippedCount++;
    if (skipped.size() < KEPT_EXAMPLES) {
      skipped.add(new SkippedRow(file, line, reason));
    }
  }

  Export export(List<ExportedSubject> subjects) {
    long read = used + skippedCount + ignored.values().stream().mapToLong(Long::longValue).sum();
    return new Export(subjects, read, used, skippedCount, skipped, ignored);
  }
}
