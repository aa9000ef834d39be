package vigie.jobs.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a bucket of readings of one patient and metric comes to. First and last are by (effective
 * time, disc), as rows of one instant need an order too.
 *
 * @param bucket begin of the bucket, milliseconds since 1970 UTC
 */
record Rollup(
    UUID patient,
    int metric,
    long bucket,
    long count,
    double sum,
    double min,
    double max,
    long firstTs,
    double first,
    long firstDisc,
    long lastTs,
    double last,
    long lastDisc) {

  /**
   * The rollups of these rows, in the order of the rollup table's key.
   *
   * @param sorted rows in the order of the primary key, each once
   */
  static List<Rollup> of(List<ReadingRow> sorted, Resolution resolution) {
    List<Rollup> rollups = new ArrayList<>();
    int from = 0;
    while (from < sorted.size()) {
      ReadingRow first = sorted.get(from);
      long bucket = resolution.bucket(first.ts());
      int to = from + 1;
      while (to < sorted.size() && sameBucket(first, sorted.get(to), bucket, resolution)) {
        to++;
      }
      rollups.add(of(sorted.subList(from, to), bucket));
      from = to;
    }
    return rollups;
  }

  private static boolean sameBucket(
      ReadingRow first, ReadingRow row, long bucket, Resolution resolution) {
    return row.metric() == first.metric()
        && row.patient().equals(first.patient())
        && resolution.bucket(row.ts()) == bucket;
  }

  private static Rollup of(List<ReadingRow> rows, long bucket) {
    ReadingRow first = rows.get(0);
    ReadingRow last = rows.get(rows.size() - 1);
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (ReadingRow row : rows) {
      double value = row.reading().value();
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return new Rollup(
        first.patient(),
        first.metric(),
        bucket,
        rows.size(),
        sum,
        min,
        max,
        first.ts(),
        first.reading().value(),
        first.disc(),
        last.ts(),
        last.reading().value(),
        last.disc());
  }
}
