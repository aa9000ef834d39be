package vigie.alert;

import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the alerts' topic knows of one alert. After a failure the alert job decides
 * again what came since its last checkpoint. It reads several topics, each at its own pace, so it
 * may then decide otherwise than before: of a sequence number the transition told last holds, and
 * with it falls what had followed on the one before. Of each transition only a digest is kept,
 * besides the newest. Not safe for several threads.
 */
public final class AlertHistory {
  /** What a transition is to what was known. */
  public enum Told {
    /** It was known: nothing changes. */
    AGAIN,
    /** It belongs before the newest and was missing; how the alert stands does not change. */
    EARLIER,
    /** The alert stands as it says. */
    NEWEST,
    /** The same, and others of its sequence number or a higher one never were. */
    INSTEAD
  }

  private final TreeMap<Integer, Integer> digests = new TreeMap<>();
  private @Nullable AlertTransition newest;

  /** Nothing is known yet. */
  public AlertHistory() {}

  /** Takes a transition of this alert, in the order of the topic. */
  public Told take(AlertTransition transition) {
    int sequence = transition.sequence();
    Integer digest = digest(transition);
    Integer known = digests.put(sequence, digest);
    if (digest.equals(known)) {
      return Told.AGAIN;
    }
    if (known == null && newest != null && sequence < newest.sequence()) {
      return Told.EARLIER;
    }
    digests.tailMap(sequence, false).clear();
    newest = transition;
    return known == null ? Told.NEWEST : Told.INSTEAD;
  }

  /** Of what happened and how the alert stands since; not of when it was decided. */
  private static int digest(AlertTransition told) {
    return Objects.hash(
        told.phase(),
        told.cause(),
        told.severity(),
        told.peakSeverity(),
        told.ruleId(),
        told.ruleVersion(),
        told.value(),
        told.worst(),
        told.at(),
        told.retrospective(),
        told.occurrences(),
        told.actor(),
        told.reach(),
        told.pausedUntil());
  }

  /**
   * How the alert stands.
   *
   * @throws NullPointerException before a transition was taken
   */
  public AlertTransition newest() {
    return Objects.requireNonNull(newest, "nothing was told of this alert");
  }
}
