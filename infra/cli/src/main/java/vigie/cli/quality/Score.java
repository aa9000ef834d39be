package vigie.cli.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the engine's episodes of one rule compare with the oracle's. The same episode has the same
 * onset and is confirmed by the same reading.
 *
 * @param rule its id
 * @param truePositives found by both
 * @param falsePositives found by the engine alone
 * @param falseNegatives found by the oracle alone
 * @param sameEnd of those found by both, how many end by the same reading, or both do not end
 */
record Score(
    String rule, long truePositives, long falsePositives, long falseNegatives, long sameEnd) {

  private record Begin(Instant onset, Instant confirmed) {}

  static Score of(String rule, List<RuleOracle.Episode> expected, List<AlertStory> found) {
    Map<Begin, RuleOracle.Episode> open = new LinkedHashMap<>();
    expected.forEach(one -> open.put(new Begin(one.onset(), one.confirmed()), one));
    long hits = 0;
    long sameEnd = 0;
    for (AlertStory story : found) {
      RuleOracle.Episode one = open.remove(new Begin(story.onset(), story.opened()));
      if (one != null) {
        hits++;
        sameEnd += Objects.equals(one.cleared(), story.closed()) ? 1 : 0;
      }
    }
    return new Score(rule, hits, found.size() - hits, open.size(), sameEnd);
  }

  /** Of several people's, one for each rule, in the order in which the rules first come. */
  static List<Score> byRule(List<Score> scores) {
    Map<String, Score> sums = new LinkedHashMap<>();
    scores.forEach(score -> sums.merge(score.rule(), score, Score::plus));
    return List.copyOf(sums.values());
  }

  /** Those for which there was something. */
  static List<Score> some(List<Score> scores) {
    return new ArrayList<>(scores.stream().filter(score -> score.all() > 0).toList());
  }

  /** Whether all is as the definition says, ends included. */
  boolean exact() {
    return falsePositives == 0 && falseNegatives == 0 && sameEnd == truePositives;
  }

  double precision() {
    long found = truePositives + falsePositives;
    return found == 0 ? 1 : (double) truePositives / found;
  }

  double recall() {
    long expected = truePositives + falseNegatives;
    return expected == 0 ? 1 : (double) truePositives / expected;
  }

  private long all() {
    return truePositives + falsePositives + falseNegatives;
  }

  private Score plus(Score other) {
    return new Score(
        rule,
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        sameEnd + other.sameEnd);
  }
}
