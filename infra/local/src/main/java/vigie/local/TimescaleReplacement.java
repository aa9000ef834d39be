package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A database that is filled beside the one in use and takes its name only when it is whole: until
 * {@link #takePlace} the one in use is not touched. One at a time on a server.
 *
 * <p>Around the filling stands what TimescaleDB asks for: the extension in the version of the dump,
 * {@code timescaledb_pre_restore()} before and {@code timescaledb_post_restore()} after.
 */
public final class TimescaleReplacement {
  /** The name of the database while it is filled. */
  static final String FRESH = "vigie_restoring";

  private static final String FORMER = "vigie_replaced";
  private static final String IN_USE = "55006";
  private static final int ATTEMPTS_MAX = 3;
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,40}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");

  private final TimescaleDatabase superuser;
  private final String owner;
  private final String name;

  /**
   * Describes it; does nothing.
   *
   * @param superuser of the server, in its database {@code postgres}
   * @param owner the role that is to own it
   * @param name whose place it is to take
   */
  public TimescaleReplacement(TimescaleDatabase superuser, String owner, String name) {
    this.superuser = superuser.named("postgres");
    this.owner = checked(owner);
    this.name = checked(name);
  }

  /** Where it is while it is filled, with the superuser's password. */
  public TimescaleDatabase fresh() {
    return superuser.named(FRESH);
  }

  /** Whether the one in use holds a table, beside those of the extension. */
  public boolean isInUse() throws IOException {
    return !texts(
            superuser.named(name),
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema'"
                + " AND n.nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (SELECT 1 FROM pg_depend d"
                + " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
                + " AND d.deptype = 'e') LIMIT 1")
        .isEmpty();
  }

  /** The programs that are connected to the one in use, by the names that they give. */
  public List<String> connected() throws IOException {
    try (Connection connection = superuser.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT DISTINCT coalesce(nullif(application_name, ''), 'a program without a name')"
                    + " FROM pg_stat_activity WHERE datname = ? AND backend_type = 'client backend'"
                    + " AND pid <> pg_backend_pid() ORDER BY 1")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return texts(rows);
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /**
   * Makes it, empty, in place of what an interrupted attempt left.
   *
   * @param timescaleVersion the extension's version in the dump
   * @throws IllegalStateException when the server has not got that version
   */
  public void make(String timescaleVersion) throws IOException {
    if (!VERSION.matcher(timescaleVersion).matches()) {
      throw new IllegalArgumentException("no version of an extension: " + timescaleVersion);
    }
    List<String> versions =
        texts(
            superuser,
            "SELECT version FROM pg_available_extension_versions WHERE name = 'timescaledb'");
    if (!versions.contains(timescaleVersion)) {
      throw new IllegalStateException(
          "The backup was made with TimescaleDB %s, this server has %s. Restore with the version of the backup, then update the extension."
              .formatted(timescaleVersion, versions));
    }
    drop();
    execute(
        superuser, "CREATE DATABASE " + FRESH + " OWNER " + quoted(owner) + " TEMPLATE template0");
    execute(fresh(), "CREATE EXTENSION timescaledb VERSION '" + timescaleVersion + "'");
    execute(fresh(), "SELECT timescaledb_pre_restore()");
  }

  /** To be called when it is filled; makes it an ordinary database again. */
  public void filled() throws IOException {
    execute(fresh(), "SELECT timescaledb_post_restore()");
    execute(fresh(), "ANALYZE");
  }

  /**
   * Takes the place of the one in use, in one transaction, and drops that one.
   *
   * @throws IOException when somebody is connected to the one in use; nothing is changed then
   * @throws UncheckedIOException when it has taken the place and the former cannot be dropped
   */
  public void takePlace() throws IOException {
    execute(superuser, "DROP DATABASE IF EXISTS " + FORMER + " WITH (FORCE)");
    for (int attempt = 1; !renamed(attempt == ATTEMPTS_MAX); attempt++) {
      // The server itself has waited five seconds for who was connected.
    }
    try {
      execute(superuser, "DROP DATABASE " + FORMER + " WITH (FORCE)");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The backup is in place, but the former database is still there as %s: drop it. %s"
              .formatted(FORMER, e.getMessage()),
          e);
    }
  }

  /** Drops it if it is there. */
  public void drop() throws IOException {
    execute(superuser, "DROP DATABASE IF EXISTS " + FRESH + " WITH (FORCE)");
  }

  private boolean renamed(boolean last) throws IOException {
    endWorkers();
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("ALTER DATABASE " + quoted(name) + " RENAME TO " + FORMER);
      statement.execute("ALTER DATABASE " + FRESH + " RENAME TO " + quoted(name));
      connection.commit();
      return true;
    } catch (SQLException e) {
      if (last || !IN_USE.equals(e.getSQLState())) {
        throw refused(e);
      }
      return false;
    }
  }

  /** TimescaleDB's own, which the server starts again some time later. */
  private void endWorkers() throws IOException {
    try (Connection connection = superuser.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE datname IN (?, ?) AND backend_type <> 'client backend'")) {
      statement.setString(1, name);
      statement.setString(2, FRESH);
      statement.execute();
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static void execute(TimescaleDatabase where, String sql) throws IOException {
    try (Connection connection = where.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static List<String> texts(TimescaleDatabase where, String sql) throws IOException {
    try (Connection connection = where.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return texts(rows);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    List<String> texts = new ArrayList<>();
    while (rows.next()) {
      texts.add(rows.getString(1));
    }
    return texts;
  }

  private static IOException refused(SQLException e) {
    return new IOException("PostgreSQL refused: " + e.getMessage(), e);
  }

  private static String quoted(String identifier) {
    return '"' + identifier + '"';
  }

  private static String checked(String identifier) {
    if (!NAME.matcher(identifier).matches()) {
      throw new IllegalArgumentException("no name of a database or role: " + identifier);
    }
    return identifier;
  }
}
