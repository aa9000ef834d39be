package vigie.api.retention;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.register.RetentionRule;

/** One kind of thing that is kept, each decided by itself; every bean of it is asked each night. */
public interface Retained {
  /**
   * One of them.
   *
   * @param subject whose it is
   * @param controller who answers for it; null for the platform
   * @param rule how long it is kept
   * @param lastActivity when it was last used
   * @param warnedAt when its end was last announced; null for never
   * @param archived whether it is put away already
   */
  record Item(
      UUID subject,
      @Nullable String controller,
      RetentionRule rule,
      Instant lastActivity,
      @Nullable Instant warnedAt,
      boolean archived) {}

  /** Those whose end may be near; others may be among them. */
  List<Item> candidates(Instant now);

  /** Tells the person that it ends then; notes that it was tried. */
  void warn(Item item, Instant end, Instant now);

  /** Puts it away. */
  void archive(Item item, Instant now);

  /** Destroys it, with the certificate; false when it must wait. */
  boolean destroy(Item item, Fate.Reason reason, Instant now);
}
