package vigie.cli.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vigie.local.TimescaleDatabase;

/**
 * What the API executes in the store, by the server's own log: so a peer runs the very statements
 * that an answer is made of. The server logs all only while this is open; the values here are made
 * up.
 */
final class SqlStatementLog implements AutoCloseable {
  private static final List<String> SETTINGS =
      List.of("log_statement", "log_error_verbosity", "log_line_prefix");
  private static final String RELOAD = "SELECT pg_reload_conf()";
  private static final int RELOAD_TRIES = 100;
  private static final int RELOAD_POLL_MILLIS = 50;

  private final TimescaleDatabase superuser;
  private final Path log;

  /** Work that asks the API for something. */
  @FunctionalInterface
  interface Asking {
    void ask() throws IOException;
  }

  /**
   * Turns logging on.
   *
   * @param superuser the database with the superuser's password
   * @param log the server's log file
   */
  SqlStatementLog(TimescaleDatabase superuser, Path log) throws SQLException, InterruptedException {
    this.superuser = superuser;
    this.log = log;
    execute("ALTER SYSTEM SET log_error_verbosity = 'default'");
    execute("ALTER SYSTEM SET log_line_prefix = '%m [%p] %a '");
    execute("ALTER SYSTEM SET log_statement = 'all'");
    execute(RELOAD);
    awaitAll();
  }

  /**
   * The statements with parameters of which one is this text, in order.
   *
   * @param application whose statements
   */
  List<LoggedStatement> during(Asking asking, String application, String parameter)
      throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long begin = file.length();
      asking.ask();
      byte[] written = new byte[Math.toIntExact(file.length() - begin)];
      file.seek(begin);
      file.readFully(written);
      List<String> lines = new String(written, StandardCharsets.UTF_8).lines().toList();
      return LoggedStatement.of(lines, application).stream()
          .filter(statement -> statement.hasParameter(parameter))
          .toList();
    }
  }

  /** Turns logging off again. */
  @Override
  public void close() throws SQLException {
    for (String setting : SETTINGS) {
      execute("ALTER SYSTEM RESET " + setting);
    }
    execute(RELOAD);
  }

  /** A session learns of it at its next statement, once the server has told it. */
  private void awaitAll() throws SQLException, InterruptedException {
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < RELOAD_TRIES; i++) {
        try (ResultSet row = statement.executeQuery("SHOW log_statement")) {
          row.next();
          if (row.getString(1).equals("all")) {
            return;
          }
        }
        TimeUnit.MILLISECONDS.sleep(RELOAD_POLL_MILLIS);
      }
    }
    throw new IllegalStateException("the server does not take log_statement = all");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
