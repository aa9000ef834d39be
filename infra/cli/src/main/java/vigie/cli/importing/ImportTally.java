package vigie.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts for every row of a file: read = used + skipped + ignored. One thread. */
final class ImportTally {
  private static final int EXAMPLES_MAX = 20;
  private static final int SOURCES_MAX = 100;

  private final List<String> examples = new ArrayList<>();
  private final Map<String, Long> ignored = new LinkedHashMap<>();
  private final Map<String, Long> sources = new LinkedHashMap<>();
  private long used;
  private long skipped;

  void used() {
    used++;
  }

  void used(long rows) {
    used += rows;
  }

  /** A used row's app and device, where the file says them. */
  void from(String source) {
    boolean told = sources.containsKey(source) || sources.size() < SOURCES_MAX;
    sources.merge(told ? source : "others", 1L, Long::sum);
  }

  /** A row that says nothing we keep. */
  void ignored(String why) {
    ignored(why, 1);
  }

  void ignored(String why, long rows) {
    ignored.merge(why, rows, Long::sum);
  }

  /** A broken row. */
  void skipped(String where, String why) {
    skipped(1);
    if (examples.size() < EXAMPLES_MAX) {
      examples.add(where + ": " + why);
    }
  }

  void skipped(long rows) {
    skipped += rows;
  }

  long read() {
    return used + skipped + ignoredCount();
  }

  long usedCount() {
    return used;
  }

  long skippedCount() {
    return skipped;
  }

  long ignoredCount() {
    return ignored.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many rows were ignored, by why. */
  Map<String, Long> ignoredByWhy() {
    return Map.copyOf(ignored);
  }

  /** How many rows were used, by the app and device that they are from; empty when not told. */
  Map<String, Long> usedBySource() {
    return Map.copyOf(sources);
  }

  /** The first broken rows. */
  List<String> skippedExamples() {
    return List.copyOf(examples);
  }
}
