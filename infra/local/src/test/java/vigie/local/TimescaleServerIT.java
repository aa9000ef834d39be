package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.junit.FreePorts;

class TimescaleServerIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path folder;
  private final TimescaleServer server;

  TimescaleServerIT(@TempDir Path folder) {
    this.folder = folder;
    this.server =
        new TimescaleServer(
            TimescaleInstallation.find(System.getenv()),
            FreePorts.reserved(),
            folder.resolve("timescaledb"),
            folder.resolve("timescaledb.log"),
            new Secrets(folder.resolve("secrets.properties")));
  }

  @AfterEach
  void killServer() {
    server.process().kill();
  }

  @Test
  void aNewServerHasTheExtensionAndKeepsHypertableRowsThroughAKill() throws Exception {
    server.process().start(TIMEOUT);
    assertThat(server.database().timescaleVersion()).isPresent();
    run(
        server.database(),
        "CREATE TABLE kept (ts timestamptz NOT NULL, value float8)",
        "SELECT create_hypertable('kept', by_range('ts'))",
        "INSERT INTO kept VALUES ('2026-01-01T00:00:00Z', 1), ('2026-03-01T00:00:00Z', 2)");

    server.process().kill();
    server.process().start(TIMEOUT);

    assertThat(number(server.database(), "SELECT count(*) FROM kept")).isEqualTo(2);
    assertThat(
            number(
                server.database(),
                "SELECT count(DISTINCT time_bucket('1 month', ts, 'Europe/Paris')) FROM kept"))
        .isEqualTo(2);
    assertThat(server.process().stop(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void stoppingEndsTheServerThoughAClientIsConnected() throws Exception {
    server.process().start(TIMEOUT);
    try (Connection connection = server.database().connect()) {
      assertThat(connection.isValid(2)).isTrue();
      assertThat(server.process().stop(Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void freshDatabasesAreSeparate() throws Exception {
    server.process().start(TIMEOUT);
    TimescaleDatabase one = server.createDatabase("one");
    TimescaleDatabase other = server.createDatabase("other");
    run(one, "CREATE TABLE only_here (id int)");
    assertThat(one.timescaleVersion()).isPresent();
    assertThatThrownBy(() -> run(other, "SELECT * FROM only_here"))
        .isInstanceOf(SQLException.class);
    server.dropDatabase("one");
    assertThatThrownBy(one::connect).isInstanceOf(SQLException.class);
  }

  @Test
  void nobodySignsInWithoutTheRightPassword() throws Exception {
    server.process().start(TIMEOUT);
    String url = server.database().jdbcUrl();
    for (String password : new String[] {"", "vigie", "postgres"}) {
      assertThatThrownBy(() -> new TimescaleDatabase(url, "vigie", password).connect())
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> new TimescaleDatabase(url, "postgres", password).connect())
          .isInstanceOf(SQLException.class);
    }
    Path secret = folder.resolve("secrets.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  @Tag("C-17")
  void whoCarriesMeasuresHasARoleAlsoOnAFolderFromBeforeAndMayNothingByItself() throws Exception {
    server.process().start(TIMEOUT);
    run(server.database(), "CREATE TABLE somebody (name text)");
    assertThatThrownBy(() -> run(server.measures(), "SELECT name FROM somebody"))
        .hasMessageContaining("permission denied");
    run(server.superuser("vigie"), "DROP ROLE vigie_measures");
    assertThatThrownBy(() -> server.measures().connect()).isInstanceOf(SQLException.class);

    assertThat(server.process().stop(Duration.ofSeconds(20))).isTrue();
    Files.delete(folder.resolve("timescaledb/data/.measures"));
    server.process().start(TIMEOUT);

    assertThat(number(server.measures(), "SELECT 1")).isEqualTo(1);
  }

  @Test
  void valuesOfAFailedStatementStayOutOfTheLog() throws Exception {
    server.process().start(TIMEOUT);
    run(server.database(), "CREATE TABLE secretive (v text PRIMARY KEY)");
    run(server.database(), "INSERT INTO secretive VALUES ('glucose-of-somebody')");
    assertThatThrownBy(
            () -> run(server.database(), "INSERT INTO secretive VALUES ('glucose-of-somebody')"))
        .isInstanceOf(SQLException.class);
    assertThat(Files.readString(server.process().logFile()))
        .contains("duplicate key")
        .doesNotContain("glucose-of-somebody");
  }

  private static void run(TimescaleDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static long number(TimescaleDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
