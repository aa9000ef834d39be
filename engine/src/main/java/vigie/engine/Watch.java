package vigie.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one patient and one category of metrics. Public fields are what Flink stores.
 *
 * <p>{@link #head} is always what folding {@link #base} over the readings of {@link #tail} from
 * {@link #settled} on gives, with the {@link #acknowledgements} at their places.
 */
public final class Watch {
  /**
   * An acknowledgement, or its lapse, waiting in the tail for the case that it must be folded
   * again.
   */
  public static final class Acknowledgement {
    /** Whose open alert was acknowledged. */
    public String family = "";

    /** Effective time of the newest reading at that time. */
    public long effective;

    /** Identity of that reading. */
    public long identity;

    /** Whether what was acknowledged before holds no longer. */
    public boolean lapse;

    /** An empty one, for Flink. */
    public Acknowledgement() {}

    Acknowledgement(String family, long effective, long identity, boolean lapse) {
      this.family = family;
      this.effective = effective;
      this.identity = identity;
      this.lapse = lapse;
    }

    void fold(FoldState state, Scope scope) {
      if (lapse) {
        AlertFold.lapse(state, family);
      } else {
        AlertFold.acknowledge(state, scope, family, effective);
      }
    }
  }

  /** When the patient was last told of a rule at MEDIUM. */
  public static final class MediumTold {
    /** The rule's id. */
    public String rule = "";

    /** When, milliseconds since 1970 UTC. */
    public long at;

    /** An empty one, for Flink. */
    public MediumTold() {}

    MediumTold(String rule, long at) {
      this.rule = rule;
      this.at = at;
    }
  }

  /** So long a rule of severity MEDIUM is told of once ({@code clinical.md} 5.1). */
  static final Duration MEDIUM_ONCE_IN = Duration.ofHours(4);

  /** Nothing is to be forgotten. */
  static final long NEVER = 0;

  /** The newest readings. */
  public Tail tail = new Tail();

  /** So many of the oldest in the tail are in the base and kept only to know repetitions. */
  public int settled;

  /** The fold before the first reading that is not settled. */
  public FoldState base = new FoldState();

  /** The fold after the newest reading. */
  public FoldState head = new FoldState();

  /** Acknowledgements after readings that are not settled. */
  public List<Acknowledgement> acknowledgements = new ArrayList<>(0);

  /** Alerts as they were told. */
  public List<ToldAlert> told = new ArrayList<>(0);

  /** What the patient was told at MEDIUM of late. */
  public List<MediumTold> mediumTold = new ArrayList<>(0);

  /** Of the rules by which the head was judged; 0 while nothing was. */
  public long rulesFingerprint;

  /**
   * When to forget readings of a patient of whom nothing is known, milliseconds since 1970 UTC; 0
   * once the patient is known.
   */
  public long forgetAt = NEVER;

  /** Of a device's own scope, what is known of it; null elsewhere. */
  public @Nullable DeviceFacts device;

  /** No state, so that a copy of the state begins without; null while no reading is late. */
  transient @Nullable NearFolds near;

  /** Nothing seen yet. */
  public Watch() {}

  /** One that judges only what is measured after this time, in milliseconds since 1970 UTC. */
  static Watch since(long time) {
    Watch watch = new Watch();
    watch.tail.floor = time;
    return watch;
  }

  /** Whether a rule of severity MEDIUM may be told of now; if so, it counts as told. */
  boolean mayTell(String rule, long now) {
    mediumTold.removeIf(told -> told.at + MEDIUM_ONCE_IN.toMillis() <= now);
    if (mediumTold.stream().anyMatch(told -> told.rule.equals(rule))) {
      return false;
    }
    mediumTold.add(new MediumTold(rule, now));
    return true;
  }

  /** The time of the first reading that a late one could still move. */
  long firstUnsettled() {
    return settled < tail.size ? tail.effective[settled] : Long.MAX_VALUE;
  }
}
