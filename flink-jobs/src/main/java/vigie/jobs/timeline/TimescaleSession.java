package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection, made when needed, and what its errors mean. Used by one thread at a time.
 *
 * <p>A fault of the data (SQLSTATE classes 22 and 23, and 54) is told from every other one: all
 * others may pass, and among them are a server that starts or stops, is full, is read-only, does
 * not know the role, or has no tables yet because the program that makes them has not started.
 */
final class TimescaleSession implements AutoCloseable {
  private static final int TRANSACTION_ATTEMPTS = 10;

  private final TimescaleSettings settings;
  private Duration patience;
  private @Nullable Connection connection;

  TimescaleSession(TimescaleSettings settings) {
    this.settings = settings;
    this.patience = settings.patienceMin();
  }

  /**
   * What is done within one transaction; it may be done again from the beginning.
   *
   * @param <R> its result
   */
  @FunctionalInterface
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  /**
   * Does the work and commits. Deadlocks and serialization failures are tried again at once.
   *
   * @throws UnstorableException with the SQLSTATE as its reason; the connection stays usable
   */
  <R> R transaction(Work<R> work) throws StoreUnavailableException, UnstorableException {
    for (int attempt = 1; ; attempt++) {
      try {
        Connection open = connection();
        R result = work.on(open);
        open.commit();
        patience = settings.patienceMin();
        return result;
      } catch (SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean data = state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        boolean again = state.startsWith("40") && attempt < TRANSACTION_ATTEMPTS;
        // Only after such an answer from the server is the connection known to live: one that broke
        // within COPY calls itself open, and its rollback succeeds without asking anybody.
        if (!(data || again) || !rolledBack()) {
          giveUpConnection();
          throw new StoreUnavailableException(reason(e, state), e);
        }
        if (data) {
          throw new UnstorableException(state, e);
        }
      } catch (ArithmeticException e) {
        if (!rolledBack()) {
          giveUpConnection();
        }
        throw new UnstorableException("out of range", e);
      }
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It is gone either way.
      }
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = settings.connect(patience);
      connection = open;
    }
    return open;
  }

  private void giveUpConnection() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.abort(Runnable::run); // close() would say goodbye first, and may wait for the socket
      } catch (SQLException e) {
        // It is gone either way.
      }
    }
    Duration doubled = patience.multipliedBy(2);
    patience = doubled.compareTo(settings.patienceMax()) > 0 ? settings.patienceMax() : doubled;
  }

  private boolean rolledBack() {
    try {
      Connection open = connection;
      if (open == null || open.isClosed()) {
        return false;
      }
      open.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static String reason(SQLException e, String state) {
    return state.isEmpty() ? String.valueOf(e.getMessage()) : state + ": " + e.getMessage();
  }
}
