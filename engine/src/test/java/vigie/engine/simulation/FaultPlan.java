package vigie.engine.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the job crashes or stands still, and for how long. */
final class FaultPlan {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /**
   * For so long the job does nothing.
   *
   * @param checkpointAt after a crash it begins again as it was then; null where it goes on
   * @param at when
   * @param millis for how long
   */
  record Absence(@Nullable Long checkpointAt, long at, long millis) {}

  private final Deque<Absence> absences = new ArrayDeque<>();
  private final Map<Integer, Long> crashAfterStep = new HashMap<>();
  private int checkpointAfterStep = -1;

  private FaultPlan() {}

  static FaultPlan none() {
    return new FaultPlan();
  }

  /** Draws one: most faults come when there is something to do. */
  static FaultPlan of(Dice dice, List<Arrival> arrivals) {
    FaultPlan plan = new FaultPlan();
    List<Absence> drawn = new ArrayList<>();
    int count = dice.below(4);
    for (int i = 0; i < count && !arrivals.isEmpty(); i++) {
      long at = arrivals.get(dice.below(arrivals.size())).at() + dice.about(1, HOUR);
      Long checkpoint = dice.chance(0.75) ? at - since(dice) : null;
      drawn.add(new Absence(checkpoint, at, away(dice)));
      if (checkpoint != null && dice.chance(0.3)) {
        // And again before the next checkpoint.
        drawn.add(new Absence(checkpoint, at + dice.about(1, MINUTE), away(dice)));
      }
    }
    drawn.sort(Comparator.comparingLong(Absence::at));
    plan.absences.addAll(drawn);
    return plan;
  }

  /** A single crash after this step, so many steps after a checkpoint. */
  static FaultPlan crashAfter(int step, int sinceCheckpoint, long away) {
    FaultPlan plan = new FaultPlan();
    plan.checkpointAfterStep = Math.max(0, step - sinceCheckpoint);
    plan.crashAfterStep.put(step, away);
    return plan;
  }

  /** Checkpoints may fail for long; then there is much to read again, and much fell due. */
  private static long since(Dice dice) {
    return dice.about(SECOND, dice.chance(0.6) ? 5 * MINUTE : 6 * HOUR);
  }

  private static long away(Dice dice) {
    return dice.about(SECOND / 5, dice.chance(0.85) ? 90 * SECOND : 6 * HOUR);
  }

  /** Takes the absence that begins before this time; null when there is none. */
  @Nullable Absence before(long time) {
    Absence next = absences.peek();
    return next != null && next.at <= time ? absences.poll() : null;
  }

  /** When the checkpoint is made of the next crash, if before this time; else null. */
  @Nullable Long checkpointBefore(long time) {
    Absence next = absences.peek();
    Long at = next == null ? null : next.checkpointAt;
    return at != null && at <= time ? at : null;
  }

  boolean checkpointAfter(int step) {
    return step == checkpointAfterStep;
  }

  /** How long the job is away after a crash behind this step; null when there is none. */
  @Nullable Long crashAfter(int step) {
    return crashAfterStep.get(step);
  }
}
