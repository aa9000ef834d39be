package vigie.api.fhir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import vigie.api.timeline.Resolution;
import vigie.api.timeline.TimelineEntry;

/**
 * How many values of a metric there were, and how high. Pure.
 *
 * @param count how many; the others say nothing when there were none
 * @param sum of all
 * @param min lowest
 * @param max highest
 */
record Statistics(long count, double sum, double min, double max) {
  static final Statistics NONE =
      new Statistics(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /**
   * A part of a span at the resolution by which it is exact and cheap.
   *
   * @param from inclusive
   * @param to exclusive
   */
  record Part(Instant from, Instant to, Resolution resolution) {}

  double mean() {
    return sum / count;
  }

  /** With a reading, as far as it counts, or a bucket of them. */
  Statistics with(TimelineEntry entry) {
    Double value = entry.value();
    if (value != null) {
      double counts = entry.setAside() == null ? 1 : 1 - entry.setAside();
      if (counts == 0) {
        return this;
      }
      double part = value * counts;
      return new Statistics(count + 1, sum + part, Math.min(min, part), Math.max(max, part));
    }
    Long more = entry.count();
    Double mean = entry.mean();
    Double low = entry.min();
    Double high = entry.max();
    if (more == null || mean == null || low == null || high == null) {
      return this;
    }
    return new Statistics(count + more, sum + mean * more, Math.min(min, low), Math.max(max, high));
  }

  /**
   * The same of a metric whose readings count as the sources of one night leave room: of the
   * readings themselves, which are few.
   */
  static List<Part> readings(Instant from, Instant to) {
    return List.of(new Part(from, to, Resolution.RAW));
  }

  /**
   * The parts of a span: whole days and hours by their rollups, what is left at both ends by the
   * readings themselves.
   */
  static List<Part> parts(Instant from, Instant to) {
    List<Part> parts = new ArrayList<>();
    Instant hour = ceiling(from, ChronoUnit.HOURS);
    Instant lastHour = to.truncatedTo(ChronoUnit.HOURS);
    if (!hour.isBefore(lastHour)) {
      add(parts, from, to, Resolution.RAW);
      return parts;
    }
    add(parts, from, hour, Resolution.RAW);
    Instant day = ceiling(hour, ChronoUnit.DAYS);
    Instant lastDay = lastHour.truncatedTo(ChronoUnit.DAYS);
    if (!day.isBefore(lastDay)) {
      add(parts, hour, lastHour, Resolution.HOUR);
    } else {
      add(parts, hour, day, Resolution.HOUR);
      add(parts, day, lastDay, Resolution.DAY);
      add(parts, lastDay, lastHour, Resolution.HOUR);
    }
    add(parts, lastHour, to, Resolution.RAW);
    return parts;
  }

  private static void add(List<Part> parts, Instant from, Instant to, Resolution resolution) {
    if (from.isBefore(to)) {
      parts.add(new Part(from, to, resolution));
    }
  }

  private static Instant ceiling(Instant at, ChronoUnit unit) {
    Instant floor = at.truncatedTo(unit);
    return floor.equals(at) ? at : floor.plus(1, unit);
  }
}
