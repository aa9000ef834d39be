package vigie.api.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.engine.sample.SleepMerge;
import vigie.engine.sample.SleepSession;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * What counts of readings of sleep where sources overlap, each metric for itself ({@link
 * SleepMerge}): no minute of a night twice. Nothing is deleted. Pure.
 */
final class CountedSleep {
  /** How far readings that overlap one may lie before and after it. */
  static final Duration REACH = Duration.ofMillis(2 * SleepMerge.LONGEST_MILLIS);

  /** Code of being in bed, which is no stage: a phone that tells it contradicts no watch. */
  private static final double IN_BED = 0;

  private final SourceOrder devices;
  private final Map<Kind, Side> sides = new HashMap<>();

  /** Readings that could say the same twice, by their metric's number. */
  private record Kind(int metric, boolean inBed) {
    static Kind of(StoredReading reading) {
      Metric metric = reading.metric();
      return new Kind(metric.number(), metric.coded() && reading.value() == IN_BED);
    }
  }

  /** Intervals that could overlap, by their begins. */
  private static final class Side {
    private final SleepMerge merge;
    private final List<SleepSession> sessions;
    private final long[] begins;

    Side(SleepMerge merge, List<SleepSession> sessions) {
      this.merge = merge;
      this.sessions = sessions;
      this.begins = sessions.stream().mapToLong(session -> session.begin).toArray();
    }

    double share(SleepSession of) {
      int from = place(of.begin - SleepMerge.LONGEST_MILLIS);
      return merge.share(of, sessions.subList(from, place(of.end + 1)));
    }

    /** How many begin before this time. */
    private int place(long time) {
      int low = 0;
      int high = begins.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (begins[middle] < time) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  /**
   * Of these readings.
   *
   * @param devices in the patient's order
   * @param readings all that may be shown within {@link #REACH} of those that are asked for
   */
  CountedSleep(SourceOrder devices, List<StoredReading> readings) {
    this.devices = devices;
    Map<Kind, List<SleepSession>> kinds = new HashMap<>();
    for (StoredReading reading : readings) {
      if (concerns(reading.metric())) {
        kinds.computeIfAbsent(Kind.of(reading), kind -> new ArrayList<>()).add(session(reading));
      }
    }
    kinds.forEach(
        (kind, sessions) -> {
          sessions.sort(Comparator.comparingLong(session -> session.begin));
          Metric metric = MetricCatalogue.standard().metric(kind.metric());
          sides.put(kind, new Side(SleepMerge.of(metric, devices.ranked(metric)), sessions));
        });
  }

  /** Whether readings of this metric are of sleep. */
  static boolean concerns(Metric metric) {
    return metric.category() == Category.SLEEP && metric.measured();
  }

  /** Whether readings of this metric say how long, so that what counts of them adds up. */
  static boolean addsUp(Metric metric) {
    return concerns(metric) && !metric.coded();
  }

  /** The share, 0 to 1, that counts of a reading; of other metrics' all of it. */
  double share(StoredReading reading) {
    Side side = sides.get(Kind.of(reading));
    return side == null ? 1 : side.share(session(reading));
  }

  /** Buckets of what counts of readings, without an order. */
  List<TimelineEntry> buckets(
      List<StoredReading> readings, Resolution resolution, Instant begin, Instant end) {
    record Place(Instant at, Metric metric) {}
    Map<Place, Bucket> buckets = new HashMap<>();
    for (StoredReading reading : readings) {
      Instant at = bucket(reading, resolution);
      if (!at.isBefore(begin) && at.isBefore(end)) {
        buckets
            .computeIfAbsent(new Place(at, reading.metric()), place -> new Bucket())
            .add(reading, share(reading));
      }
    }
    return buckets.entrySet().stream()
        .filter(bucket -> bucket.getValue().count > 0)
        .map(
            bucket ->
                bucket
                    .getValue()
                    .told(bucket.getKey().at(), bucket.getKey().metric(), devices.only() != null))
        .toList();
  }

  /** A day has the nights from which the patient woke on it, where they were; a week its days'. */
  private static Instant bucket(StoredReading reading, Resolution resolution) {
    if (resolution.kept() != ChronoUnit.DAYS) {
      return resolution.begin(reading.effective());
    }
    Instant woken = reading.end() == null ? reading.effective() : reading.end();
    Integer minutes = reading.zoneOffsetMinutes();
    ZoneOffset there = minutes == null ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(minutes * 60);
    return resolution.begin(
        LocalDate.ofInstant(woken, there).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static SleepSession session(StoredReading reading) {
    long begin = reading.effective().toEpochMilli();
    long end = begin;
    if (reading.end() == null) {
      begin -= SleepSession.said(reading.metric(), reading.value());
    } else {
      end = reading.end().toEpochMilli();
      begin = Math.max(begin, end - SleepMerge.LONGEST_MILLIS);
    }
    return new SleepSession(
        reading.device(),
        begin,
        end,
        reading.value(),
        reading.disc(),
        reading.quality() == Quality.QUESTIONABLE);
  }

  /** What counts in one bucket, earliest first. */
  private static final class Bucket {
    private String device = "";
    private boolean several;
    private boolean less;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double first;
    private double last;

    void add(StoredReading reading, double share) {
      less |= share < 1;
      if (share == 0) {
        return;
      }
      double value = reading.value() * share;
      first = count == 0 ? value : first;
      last = value;
      several |= count > 0 && !device.equals(reading.device());
      device = reading.device();
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      count++;
    }

    /** With the device where it is the one that was asked for, or the only one that counts. */
    TimelineEntry told(Instant at, Metric metric, boolean alone) {
      String one = (alone || less) && !several ? device : null;
      return TimelineEntry.ofBucket(at, metric.id(), one, count, sum, min, max, first, last, true);
    }
  }
}
