package vigie.cli.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import vigie.cli.export.ChartedLimits;
import vigie.reading.Reading;

/**
 * How often the clinicians' own charted alarm limits were crossed, and what our default rules did.
 *
 * @param side which limit
 * @param compared charted values for which a limit stood
 * @param beyond of these, beyond it
 * @param crossings rows of values beyond it
 * @param single of these, rows of one value, which no rule with a hold can confirm
 * @param alerted crossings during which an alert of ours stood
 * @param severe crossings during which one of HIGH or CRITICAL did
 * @param alerts our alerts of HIGH or CRITICAL on this side, where limits were charted
 * @param alertsCrossed of these, alerts during which the chart's limit was crossed
 */
record ChartCrossings(
    ChartedLimits.Side side,
    long compared,
    long beyond,
    long crossings,
    long single,
    long alerted,
    long severe,
    long alerts,
    long alertsCrossed) {

  private record Crossing(Instant begin, Instant end) {}

  static ChartCrossings none(ChartedLimits.Side side) {
    return new ChartCrossings(side, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** One person's. */
  static ChartCrossings of(
      ChartedLimits.Side side,
      Subject subject,
      List<ChartedLimits.Limit> limits,
      List<AlertStory> stories) {
    NavigableMap<Instant, Double> standing = new TreeMap<>();
    limits.stream()
        .filter(limit -> limit.side() == side && limit.subject().equals(subject.id()))
        .forEach(limit -> standing.put(limit.at(), limit.value()));
    if (standing.isEmpty()) {
      return none(side);
    }
    long compared = 0;
    long beyond = 0;
    List<Crossing> crossings = new ArrayList<>();
    boolean within = false;
    for (Reading reading :
        RuleOracle.inOrder(
            subject.readings().stream().filter(one -> one.metric().id().equals(side.metric())))) {
      var limit = standing.floorEntry(reading.effective());
      if (limit == null) {
        continue;
      }
      compared++;
      boolean crossed =
          side.high() ? reading.value() > limit.getValue() : reading.value() < limit.getValue();
      if (crossed) {
        beyond++;
        Instant begin =
            within ? crossings.remove(crossings.size() - 1).begin() : reading.effective();
        crossings.add(new Crossing(begin, reading.effective()));
      }
      within = crossed;
    }
    List<AlertStory> ours =
        stories.stream().filter(story -> story.family().equals(family(side))).toList();
    List<AlertStory> severe =
        ours.stream()
            .filter(story -> story.peak().latches())
            .filter(story -> !story.opened().isBefore(standing.firstKey()))
            .toList();
    return new ChartCrossings(
        side,
        compared,
        beyond,
        crossings.size(),
        crossings.stream().filter(one -> one.begin().equals(one.end())).count(),
        crossings.stream().filter(one -> any(ours, one)).count(),
        crossings.stream().filter(one -> any(severe, one)).count(),
        severe.size(),
        severe.stream()
            .filter(story -> crossings.stream().anyMatch(one -> during(story, one)))
            .count());
  }

  ChartCrossings plus(ChartCrossings other) {
    return new ChartCrossings(
        side,
        compared + other.compared,
        beyond + other.beyond,
        crossings + other.crossings,
        single + other.single,
        alerted + other.alerted,
        severe + other.severe,
        alerts + other.alerts,
        alertsCrossed + other.alertsCrossed);
  }

  private static boolean any(List<AlertStory> stories, Crossing crossing) {
    return stories.stream().anyMatch(story -> story.overlaps(crossing.begin(), crossing.end()));
  }

  /** An alert is about the time from its onset on. */
  private static boolean during(AlertStory story, Crossing crossing) {
    Instant closed = story.closed();
    return !story.onset().isAfter(crossing.end())
        && (closed == null || closed.isAfter(crossing.begin()));
  }

  private static String family(ChartedLimits.Side side) {
    return side.metric() + (side.high() ? "-high" : "-low");
  }
}
