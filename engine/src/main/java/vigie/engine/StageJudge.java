package vigie.engine;

import org.jspecify.annotations.Nullable;
import vigie.alert.Condition;
import vigie.alert.Rule;
import vigie.engine.sample.Sample;
import vigie.reading.Quality;

/**
 * Judges one sample by one rule. What {@code clinical.md} 2.3 leaves open is decided here and
 * written down in {@code DISCUSSION.md}.
 */
final class StageJudge {
  /** A breach goes on over a gap of at most this many sample intervals. */
  private static final int GAP_INTERVALS = 3;

  /** What the sample did to the rule's stage. */
  enum Verdict {
    /** Nothing is or was in breach. */
    NONE,
    /** In breach, or acknowledged and silent, but not in force. */
    WAITING,
    /** In force from this sample on. */
    CONFIRMED,
    /** In force, and this sample is in breach. */
    IN_BREACH,
    /** In force, and this sample is not in breach. */
    HELD,
    /** No longer in force from this sample on. */
    CLEARED
  }

  private StageJudge() {}

  /** Judges the sample and moves the rule's stage accordingly. */
  static Verdict judge(FoldState state, RuleInForce rule, Sample sample) {
    Stage stage = state.stages.isEmpty() ? null : state.stage(rule.id());
    boolean breach = rule.inBreach(state, sample);
    if (stage == null && !breach) {
      return Verdict.NONE;
    }
    if (rule.excludedContexts().contains(sample.context)) {
      return unjudged(stage);
    }
    boolean suspended = rule.suspended(state, sample);
    if (stage != null && stage.inForce()) {
      return inForce(state, stage, rule, sample, breach && !suspended);
    }
    if (suspended) {
      return unjudged(stage);
    }
    boolean doubtful = sample.quality == Quality.QUESTIONABLE;
    // A doubtful reading does not interrupt what others began, nor does one that may be higher.
    if ((doubtful || sample.atLeast) && !breach) {
      return unjudged(stage);
    }
    if (!breach) {
      state.stages.remove(stage);
      return Verdict.NONE;
    }
    if (stage != null && stage.status == Stage.Status.SPENT) {
      if (sample.effective - stage.lastBreach <= gapMillis(sample)) {
        stage.lastBreach = sample.effective;
        return Verdict.WAITING;
      }
      state.stages.remove(stage);
      stage = null;
    }
    boolean alone = stage == null || sample.effective - stage.lastBreach > gapMillis(sample);
    if (stage == null) {
      stage = begin(rule, sample);
      state.stages.add(stage);
    } else {
      proceed(stage, rule, sample);
    }
    // Nor does it open an alert alone; a second one that agrees does.
    if ((doubtful && alone) || !confirmed(stage, rule, sample)) {
      return Verdict.WAITING;
    }
    stage.status = Stage.Status.ACTIVE;
    return Verdict.CONFIRMED;
  }

  /** First reading of the breach that has just been confirmed by this sample. */
  static long onset(Stage stage, RuleInForce rule, Sample sample) {
    long start = bySpot(rule, sample) ? stage.spotStart : stage.holdStart;
    return Math.max(start, stage.notBefore);
  }

  private static Verdict unjudged(@Nullable Stage stage) {
    if (stage == null) {
      return Verdict.NONE;
    }
    return stage.inForce() ? Verdict.HELD : Verdict.WAITING;
  }

  private static Verdict inForce(
      FoldState state, Stage stage, RuleInForce rule, Sample sample, boolean breach) {
    if (breach) {
      stage.status = Stage.Status.ACTIVE;
      stage.lastBreach = sample.effective;
      stage.worst = rule.worse(stage.worst, sample.value);
      return Verdict.IN_BREACH;
    }
    Condition clear = rule.clear();
    if (clear == null || !clear.holds(sample.value)) {
      stage.status = Stage.Status.ACTIVE;
      return Verdict.HELD;
    }
    if (sample.quality == Quality.QUESTIONABLE || sample.atLeast) {
      return Verdict.HELD;
    }
    if (stage.status != Stage.Status.CLEARING) {
      stage.status = Stage.Status.CLEARING;
      stage.clearSince = sample.effective;
    }
    if (sample.effective - stage.clearSince < rule.clearHoldMillis()) {
      return Verdict.HELD;
    }
    state.stages.remove(stage);
    return Verdict.CLEARED;
  }

  private static Stage begin(RuleInForce rule, Sample sample) {
    Stage stage = new Stage();
    stage.rule = rule.id();
    stage.terms = rule.fingerprint().hashCode();
    stage.family = rule.family();
    stage.severity = rule.severity();
    stage.audience = rule.audience();
    stage.manual = rule.clear() == null;
    stage.metric = sample.metric;
    stage.holdStart = sample.effective;
    stage.lastBreach = sample.effective;
    stage.spotStart = sample.effective;
    stage.spotLast = sample.effective;
    stage.spotCount = 1;
    stage.worst = sample.value;
    return stage;
  }

  private static void proceed(Stage stage, RuleInForce rule, Sample sample) {
    if (sample.effective - stage.lastBreach > gapMillis(sample)) {
      stage.holdStart = sample.effective;
    }
    stage.lastBreach = sample.effective;
    stage.worst = rule.worse(stage.worst, sample.value);
    if (stage.notBefore == Stage.NOT_YET) {
      stage.notBefore = sample.effective;
    }
    Rule.Spot spot = rule.spot();
    if (spot == null) {
      return;
    }
    long spacing = sample.effective - stage.spotLast;
    if (spacing > spot.maxSpacing().toMillis()) {
      stage.spotStart = sample.effective;
      stage.spotLast = sample.effective;
      stage.spotCount = 1;
    } else if (spacing >= spot.minSpacing().toMillis()) {
      stage.spotLast = sample.effective;
      stage.spotCount++;
    }
  }

  private static boolean confirmed(Stage stage, RuleInForce rule, Sample sample) {
    Rule.Spot spot = rule.spot();
    if (spot != null && bySpot(rule, sample)) {
      return stage.spotCount >= spot.readings();
    }
    return rule.holdMillis() >= 0 && sample.effective - stage.holdStart >= rule.holdMillis();
  }

  /** Devices that measure now and then confirm by single readings, the others must hold. */
  private static boolean bySpot(RuleInForce rule, Sample sample) {
    Rule.Spot spot = rule.spot();
    return spot != null
        && (rule.holdMillis() < 0 || sample.intervalSeconds >= spot.minSpacing().toSeconds());
  }

  private static long gapMillis(Sample sample) {
    return GAP_INTERVALS * sample.intervalSeconds * 1000;
  }
}
