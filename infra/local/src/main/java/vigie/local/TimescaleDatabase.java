package vigie.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The address of a database with TimescaleDB, with what signs in to it.
 *
 * @param jdbcUrl the address for JDBC, without user and password
 * @param user the role: the database's owner unless something else is said
 * @param password that role's password
 */
public record TimescaleDatabase(String jdbcUrl, String user, String password) {

  /** The environment variable with the JDBC address of a database that runs elsewhere. */
  public static final String URL_VARIABLE = "VIGIE_DB_URL";

  /** The environment variable with the role's name. */
  public static final String USER_VARIABLE = "VIGIE_DB_USER";

  /** The environment variable with the role's password. */
  public static final String PASSWORD_VARIABLE = "VIGIE_DB_PASSWORD";

  /** The role of who carries measures alone: it may not read who somebody is (C-17). */
  public static final String MEASURES_USER = "vigie_measures";

  /** Its password's name among a stack's secrets. */
  public static final String MEASURES_SECRET = "db." + MEASURES_USER;

  /** The environment variable with the password of {@value #MEASURES_USER}, elsewhere. */
  public static final String MEASURES_PASSWORD_VARIABLE = "VIGIE_DB_MEASURES_PASSWORD";

  /**
   * The database that the environment names.
   *
   * @return empty when {@value #URL_VARIABLE} is not set
   * @throws IllegalArgumentException when it is set without user or password, or is no address of
   *     PostgreSQL
   */
  public static Optional<TimescaleDatabase> of(Map<String, String> environment) {
    String url = environment.getOrDefault(URL_VARIABLE, "");
    if (url.isBlank()) {
      return Optional.empty();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          URL_VARIABLE + " must start with jdbc:postgresql:, but is '" + url + "'");
    }
    return Optional.of(
        new TimescaleDatabase(
            url, required(environment, USER_VARIABLE), required(environment, PASSWORD_VARIABLE)));
  }

  /**
   * The same database for who carries measures alone.
   *
   * @return empty when {@value #URL_VARIABLE} is not set
   * @throws IllegalArgumentException as {@link #of}, and without the password of {@value
   *     #MEASURES_USER}
   */
  public static Optional<TimescaleDatabase> measures(Map<String, String> environment) {
    return of(environment)
        .map(
            given -> {
              String password = environment.getOrDefault(MEASURES_PASSWORD_VARIABLE, "");
              if (password.isBlank()) {
                throw new IllegalArgumentException(
                    "%s must be set together with %s: TimelineJob has a role of its own, which may"
                            .formatted(MEASURES_PASSWORD_VARIABLE, URL_VARIABLE)
                        + " not read who people are; make it by CREATE ROLE %s LOGIN PASSWORD '…'"
                            .formatted(MEASURES_USER));
              }
              return given.as(MEASURES_USER, password);
            });
  }

  /**
   * Opens a connection; the caller closes it.
   *
   * @throws SQLException when the server refuses or does not answer within 5 s
   */
  public Connection connect() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    settings.setProperty("connectTimeout", "5");
    settings.setProperty("loginTimeout", "5");
    return DriverManager.getConnection(jdbcUrl, settings);
  }

  /**
   * The extension's version in this database.
   *
   * @return empty when the extension is not loaded
   * @throws SQLException when the server does not answer
   */
  public Optional<String> timescaleVersion() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(5);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /** The database's own name. */
  public String name() {
    String address = jdbcUrl.split("\\?", 2)[0];
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /** The same server and role, another database. */
  public TimescaleDatabase named(String database) {
    int query = jdbcUrl.indexOf('?');
    String address = query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    String rest = query < 0 ? "" : jdbcUrl.substring(query);
    return new TimescaleDatabase(
        address.substring(0, address.lastIndexOf('/') + 1) + database + rest, user, password);
  }

  /** The same database for another role. */
  public TimescaleDatabase as(String role, String itsPassword) {
    return new TimescaleDatabase(jdbcUrl, role, itsPassword);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TimescaleDatabase[" + jdbcUrl + ", user " + user + "]";
  }

  private static String required(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(variable + " must be set together with " + URL_VARIABLE);
    }
    return value;
  }
}
