package vigie.jobs.timeline;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
 */
public record TimescaleSettings(
    String url, String user, String password, Duration patienceMin, Duration patienceMax)
    implements Serializable {

  /** With the usual patience, 5 s to 40 s. */
  public static TimescaleSettings of(String url, String user, String password) {
    return new TimescaleSettings(
        url, user, password, Duration.ofSeconds(5), Duration.ofSeconds(40));
  }

  /** Opens a connection without automatic commit; it waits at most this long for any answer. */
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
    connection.setAutoCommit(false);
    return connection;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TimescaleSettings[" + url + ", user " + user + "]";
  }
}
