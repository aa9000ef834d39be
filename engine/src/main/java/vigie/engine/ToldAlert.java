package vigie.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.codec.Codecs;

/**
 * An alert as it was last told to the world. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC.
 */
public final class ToldAlert {
  /** Family of the rules that share it. */
  public String family = "";

  /** Its onset; with family and patient its id. */
  public long onset;

  /** Upper half of its id. */
  public long idHigh;

  /** Lower half of its id. */
  public long idLow;

  /** Its last transition, as on its topic. */
  public byte[] last = {};

  /** Whether that left it resolved. */
  public boolean resolved;

  /** Whether that was because a late reading took its cause away. */
  public boolean amended;

  /** By which reading's time it was resolved. */
  public long resolvedAt;

  /** Onset of the alert that took its place when it was amended; else its own. */
  public long heirOnset;

  /** Who was told. */
  public Routing routing = new Routing();

  /** What {@link #decodedFrom} says: it is asked for with each reading that is folded again. */
  private transient @Nullable AlertTransition decoded;

  private transient byte[] decodedFrom = {};

  /** An empty one, for Flink. */
  public ToldAlert() {}

  static ToldAlert of(UUID id, String family, Instant onset) {
    ToldAlert told = new ToldAlert();
    told.idHigh = id.getMostSignificantBits();
    told.idLow = id.getLeastSignificantBits();
    told.family = family;
    told.onset = onset.toEpochMilli();
    told.heirOnset = told.onset;
    return told;
  }

  UUID id() {
    return new UUID(idHigh, idLow);
  }

  boolean untold() {
    return last.length == 0;
  }

  AlertTransition last() {
    AlertTransition known = decoded;
    if (known == null || decodedFrom != last) {
      known = Codecs.ALERT.decode(last);
      decoded = known;
      decodedFrom = last;
    }
    return known;
  }
}
