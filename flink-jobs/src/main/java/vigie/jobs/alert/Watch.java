package vigie.jobs.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is kept of one patient and one category of metrics. Public fields are what Flink stores.
 *
 * <p>{@link #head} is always what folding {@link #base} over the readings of {@link #tail} from
 * {@link #settled} on gives, with the {@link #acknowledgements} at their places.
 */
public final class Watch {
  /** An acknowledgement waiting in the tail, for the case that it must be folded again. */
  public static final class Acknowledgement {
    /** Whose open alert was acknowledged. */
    public String family = "";

    /** Effective time of the newest reading at that time. */
    public long effective;

    /** Identity of that reading. */
    public long identity;

    /** An empty one, for Flink. */
    public Acknowledgement() {}

    Acknowledgement(String family, long effective, long identity) {
      this.family = family;
      this.effective = effective;
      this.identity = identity;
    }
  }

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

  /** Of the rules by which the head was judged; 0 while nothing was. */
  public long rulesFingerprint;

  /**
   * When to forget readings of a patient of whom nothing is known, milliseconds since 1970 UTC; 0
   * once the patient is known.
   */
  public long forgetAt = NEVER;

  /** Nothing seen yet. */
  public Watch() {}

  /** The time of the first reading that a late one could still move. */
  long firstUnsettled() {
    return settled < tail.size ? tail.effective[settled] : Long.MAX_VALUE;
  }
}
