package vigie.api.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Which device's readings stand for a metric that several measure: in each bucket those of the one
 * of the lowest rank that measured in it; of those without a rank, of the one with the most
 * readings. Of how long a patient slept each source tells what no source before it did ({@link
 * CountedSleep}). The others stay stored. Pure.
 *
 * @param ranks by metric and device
 * @param only the one device that is asked for; null for the order
 */
public record SourceOrder(List<Rank> ranks, @Nullable String only) {
  /** What adds up, so that two devices on one body would count it twice. */
  private static final Set<String> ADD_UP =
      Set.of("steps", "distance", "flights-climbed", "active-energy", "exercise");

  /** The place of a device, from 0. */
  public record Rank(int metric, String device, int place) {}

  /** Copies what could change. */
  public SourceOrder {
    ranks = List.copyOf(ranks);
  }

  /** The patient's orders, or one device alone. */
  public static SourceOrder of(List<JdbcSourceOrders.Row> orders, @Nullable String only) {
    List<Rank> ranks = new ArrayList<>();
    for (JdbcSourceOrders.Row order : orders) {
      int metric = MetricCatalogue.standard().metric(order.metric()).number();
      for (int i = 0; i < order.devices().size(); i++) {
        ranks.add(new Rank(metric, order.devices().get(i), i));
      }
    }
    return new SourceOrder(ranks, only);
  }

  /** Whether one source of this metric is shown in a bucket instead of all together. */
  boolean chooses(Metric metric) {
    if (merges(metric)) {
      return false;
    }
    return only != null
        || addsUp(metric)
        || CountedSleep.concerns(metric)
        || ranks.stream().anyMatch(rank -> rank.metric() == metric.number());
  }

  /** Whether buckets of this metric have of all sources what counts of them: a night's sleep. */
  public boolean merges(Metric metric) {
    return CountedSleep.addsUp(metric);
  }

  /** The devices that are ranked for this metric, the preferred one first. */
  List<String> ranked(Metric metric) {
    return ranks.stream()
        .filter(rank -> rank.metric() == metric.number())
        .sorted(Comparator.comparingInt(Rank::place))
        .map(Rank::device)
        .toList();
  }

  /** Whether values of this metric add up. */
  static boolean addsUp(Metric metric) {
    return ADD_UP.contains(metric.id());
  }
}
