package vigie.api.access;

import org.jspecify.annotations.Nullable;

/** What a professional asks for: the four purposes of the charter, and no other (C-43, C-53). */
public enum Purpose {
  FOLLOW_UP,
  /** The treating physician's view of the whole. */
  OVERVIEW,
  TIMELINE,
  ALERTING,

  /** None was named. */
  NONE,
  /** One was named that the data may not be used for. */
  OTHER;

  /** The request header that names it. */
  public static final String HEADER = "Purpose-Of-Use";

  /** The purpose of this name; {@link #NONE} for null. */
  public static Purpose of(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return NONE;
    }
    for (Purpose purpose : values()) {
      if (purpose.promised() && purpose.name().equals(name)) {
        return purpose;
      }
    }
    return OTHER;
  }

  /** Whether it is one of the four. */
  public boolean promised() {
    return this != NONE && this != OTHER;
  }
}
