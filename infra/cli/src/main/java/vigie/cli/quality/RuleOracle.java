package vigie.cli.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.alert.Condition;
import vigie.alert.Rule;
import vigie.engine.sample.Sample;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * What a threshold rule must find in a whole series of readings, written from {@code clinical.md}
 * 2.3 and 4.1 and the decisions in {@code engine/DISCUSSION.md}. It looks back over the series
 * where the engine goes along it, and shares nothing with it but the order of readings that have
 * the same time.
 *
 * <p>An episode begins when every reading has been beyond the limit for the rule's hold, with no
 * gap of more than three intervals of the device; or, for a device that measures now and then, when
 * so many readings in a row are, spaced as the rule says. It ends when every reading has met the
 * clear condition for the clear hold. A questionable reading never opens an episode without another
 * reading beyond the limit at most three intervals before; one that is not beyond it changes
 * nothing. Readings in an excluded context are as if they were not there.
 */
final class RuleOracle {
  private static final int GAP_INTERVALS = 3;

  private final Rule rule;
  private final List<Reading> series;
  private final Predicate<Reading> suspended;

  /**
   * One time that the rule is in force.
   *
   * @param onset first reading of the breach
   * @param confirmed the reading that puts it in force
   * @param cleared the reading that ends it; null when none does
   */
  record Episode(Instant onset, Instant confirmed, @Nullable Instant cleared) {}

  private record Confirmation(int at, Instant onset) {}

  private RuleOracle(Rule rule, List<Reading> series, Predicate<Reading> suspended) {
    this.rule = rule;
    this.series = series;
    this.suspended = suspended;
  }

  /**
   * The episodes of a rule.
   *
   * @param readings of one person, of any metrics, in any order
   * @param suspended which readings a gate keeps from opening an episode; they may still end one
   */
  static List<Episode> episodes(Rule rule, List<Reading> readings, Predicate<Reading> suspended) {
    List<Reading> series =
        inOrder(
            readings.stream()
                .filter(reading -> reading.metric().id().equals(rule.metric()))
                .filter(reading -> !rule.excludedContexts().contains(reading.context())));
    return new RuleOracle(rule, series, suspended).episodes();
  }

  private record Placed(Reading reading, Sample sample) {}

  /**
   * In the order of their time, which for an interval is its end; readings of one time by their
   * identity, which is how the order is defined.
   */
  static List<Reading> inOrder(Stream<Reading> readings) {
    return readings
        .map(reading -> new Placed(reading, Sample.of(reading)))
        .sorted(
            Comparator.comparingLong((Placed one) -> one.sample().effective)
                .thenComparingLong(one -> one.sample().identity))
        .map(Placed::reading)
        .toList();
  }

  private List<Episode> episodes() {
    List<Episode> episodes = new ArrayList<>();
    int from = 0;
    while (from < series.size()) {
      Confirmation confirmation = confirmation(from);
      if (confirmation == null) {
        break;
      }
      int end = clearance(confirmation.at() + 1);
      episodes.add(
          new Episode(
              confirmation.onset(),
              series.get(confirmation.at()).effective(),
              end < 0 ? null : series.get(end).effective()));
      from = end < 0 ? series.size() : end + 1;
    }
    return episodes;
  }

  private @Nullable Confirmation confirmation(int from) {
    for (int i = from; i < series.size(); i++) {
      if (beyond(i) && !suspended.test(series.get(i))) {
        List<Reading> row = row(from, i);
        Instant onset = spot(series.get(i)) ? spotOnset(row) : holdOnset(row);
        if (onset != null && !doubtfulAlone(row)) {
          return new Confirmation(i, onset);
        }
      }
    }
    return null;
  }

  /** The readings beyond the limit up to this one, with none between them that is not. */
  private List<Reading> row(int from, int to) {
    List<Reading> row = new ArrayList<>();
    for (int i = to; i >= from; i--) {
      if (suspended.test(series.get(i))) {
        continue;
      }
      if (beyond(i)) {
        row.add(0, series.get(i));
      } else if (!doubtful(series.get(i))) {
        break;
      }
    }
    return row;
  }

  /** The begin of what has held without a gap, when that is long enough. */
  private @Nullable Instant holdOnset(List<Reading> row) {
    if (rule.hold() == null) {
      return null;
    }
    Reading last = row.get(row.size() - 1);
    Instant onset = last.effective();
    for (int i = row.size() - 1; i > 0 && !gap(row.get(i - 1), row.get(i)); i--) {
      onset = row.get(i - 1).effective();
    }
    return span(onset, last.effective()).compareTo(rule.hold()) >= 0 ? onset : null;
  }

  /** The first of the readings that count, when there are enough of them. */
  private @Nullable Instant spotOnset(List<Reading> row) {
    Rule.Spot spot = rule.spot();
    if (spot == null) {
      return null;
    }
    List<Instant> counted = new ArrayList<>();
    for (Reading reading : row) {
      Duration since =
          counted.isEmpty()
              ? Duration.ZERO
              : span(counted.get(counted.size() - 1), reading.effective());
      if (since.compareTo(spot.maxSpacing()) > 0) {
        counted.clear();
      }
      if (counted.isEmpty() || since.compareTo(spot.minSpacing()) >= 0) {
        counted.add(reading.effective());
      }
    }
    return counted.size() >= spot.readings() ? counted.get(0) : null;
  }

  private boolean doubtfulAlone(List<Reading> row) {
    Reading last = row.get(row.size() - 1);
    return doubtful(last) && (row.size() == 1 || gap(row.get(row.size() - 2), last));
  }

  /** The first reading from there on by which the clear condition has held; -1 for none. */
  private int clearance(int from) {
    Condition clear = rule.clear();
    @Nullable Instant since = null;
    for (int i = from; clear != null && i < series.size(); i++) {
      Reading reading = series.get(i);
      if (!clear.holds(reading.value())) {
        since = null;
      } else if (!doubtful(reading)) {
        since = since == null ? reading.effective() : since;
        if (span(since, reading.effective()).compareTo(rule.clearHold()) >= 0) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean spot(Reading reading) {
    Rule.Spot spot = rule.spot();
    return spot != null
        && (rule.hold() == null || reading.sampleInterval().compareTo(spot.minSpacing()) >= 0);
  }

  private boolean beyond(int i) {
    return rule.condition().holds(series.get(i).value());
  }

  private static boolean gap(Reading before, Reading after) {
    return span(before.effective(), after.effective())
            .compareTo(after.sampleInterval().multipliedBy(GAP_INTERVALS))
        > 0;
  }

  private static boolean doubtful(Reading reading) {
    return reading.quality() == Quality.QUESTIONABLE;
  }

  private static Duration span(Instant from, Instant to) {
    return Duration.between(from, to);
  }
}
