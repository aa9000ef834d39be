package vigie.api.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The store did not do what was asked. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What it means for the caller. */
  public enum Kind {
    /** It does not answer; later it may. */
    UNAVAILABLE,
    /** The row is there already. */
    DUPLICATE,
    /** A defect of ours. */
    DEFECT
  }

  private StoreException(Kind kind, SQLException cause) {
    super("store: " + kind, cause);
    this.kind = kind;
  }

  static StoreException of(SQLException cause) {
    return new StoreException(kind(cause, cause.getSQLState()), cause);
  }

  private static Kind kind(SQLException cause, @Nullable String state) {
    if (cause instanceof SQLTransientConnectionException || state == null) {
      return Kind.UNAVAILABLE;
    }
    if (state.equals("23505")) {
      return Kind.DUPLICATE;
    }
    // Connection lost; out of resources; shutting down.
    return state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
        ? Kind.UNAVAILABLE
        : Kind.DEFECT;
  }

  /** What it means for the caller. */
  public Kind kind() {
    return kind;
  }
}
