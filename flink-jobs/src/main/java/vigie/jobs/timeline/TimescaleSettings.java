package vigie.jobs.timeline;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * How to reach the database.
 *
 * @param url address for JDBC
 * @param user the role
 * @param password its password
 * @param patienceMin how long an answer may take before the connection is given up; doubled after
 *     each time in vain, so that a slow but living server is not asked in vain for ever
 * @param patienceMax the longest such time
 * @param apart whether a role that may read who people are is refused: whoever stores patients'
 *     measures knows them by their ids alone (C-17)
 */
public record TimescaleSettings(
    String url,
    String user,
    String password,
    Duration patienceMin,
    Duration patienceMax,
    boolean apart)
    implements Serializable {
  private static final String MAY_ENTER_PEOPLE =
      "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'people'";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  /** With the usual patience, 5 s to 40 s, and apart. */
  public static TimescaleSettings of(String url, String user, String password) {
    return new TimescaleSettings(
        url, user, password, Duration.ofSeconds(5), Duration.ofSeconds(40), true);
  }

  /** The same with a shorter or longer patience. */
  public TimescaleSettings patient(Duration least, Duration most) {
    return new TimescaleSettings(url, user, password, least, most, apart);
  }

  /** The same for a role that owns the database, to measure with made-up readings. */
  public TimescaleSettings asOwner() {
    return new TimescaleSettings(url, user, password, patienceMin, patienceMax, false);
  }

  /**
   * Opens a connection without automatic commit; it waits at most this long for any answer.
   *
   * @throws SQLException also when the role may do more than it must
   */
  Connection connect(Duration patience) throws SQLException {
    String seconds = Long.toString(Math.max(1, patience.toSeconds()));
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "vigie-timeline");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    // The detail of an error holds the row: patients' values stay out of messages and logs.
    properties.setProperty("logServerErrorDetail", "false");
    Connection connection = DriverManager.getConnection(url, properties);
    try {
      if (apart) {
        refuseWhoMayReadPeople(connection);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void refuseWhoMayReadPeople(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet may = statement.executeQuery(MAY_ENTER_PEOPLE)) {
      if (may.next() && may.getBoolean(1)) {
        throw new SQLException(
            "the database role "
                + user
                + " may read who people are: give TimelineJob one that may not"
                + " (docs/operations.md)",
            INSUFFICIENT_PRIVILEGE);
      }
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TimescaleSettings[" + url + ", user " + user + "]";
  }
}
