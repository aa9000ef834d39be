package vigie.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;
import vigie.audit.Head;
import vigie.audit.JdbcAudit;
import vigie.audit.Keys;
import vigie.audit.Report;
import vigie.local.TimescaleDatabase;

/** The chain in the real store, written by several programs, and tampered with by a superuser. */
@Tag("C-51")
class AuditChainIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private JdbcAuditHeads heads;

  @BeforeEach
  void writeAndSign() {
    JdbcAuditLog log = api.context().getBean(JdbcAuditLog.class);
    IntStream.range(0, 50).forEach(number -> log.write(line("before-" + number)));
    heads = api.context().getBean(JdbcAuditHeads.class);
    assertThat(heads.sign()).isPresent();
  }

  @Test
  void whatSeveralProgramsWriteAtOnceIsOneChain() throws Exception {
    JdbcAuditLog one = api.context().getBean(JdbcAuditLog.class);
    JdbcAuditLog other = new JdbcAuditLog(api.context().getBean(JdbcDatabase.class));
    try {
      IntStream.range(0, 400)
          .parallel()
          .forEach(number -> (number % 2 == 0 ? one : other).write(line("both-" + number)));
    } finally {
      other.stop();
    }
    heads.sign();

    Report report = verify(List.of());

    assertThat(report.findings()).isEmpty();
    assertThat(report.lines()).isGreaterThanOrEqualTo(400);
    assertThat(report.signedTo()).isEqualTo(report.last());
  }

  @Test
  void whatIsWrittenWhileTheStoreFailsIsWrittenOnceItAnswers() throws Exception {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    JdbcAuditLog waiting =
        new JdbcAuditLog(
            api.context().getBean(JdbcDatabase.class),
            pause -> {
              pauses.add(pause);
              change("ALTER TABLE audit_away RENAME TO audit");
            });
    change("ALTER TABLE audit RENAME TO audit_away");
    try {
      waiting.write(line("waited"));
    } finally {
      waiting.stop();
    }

    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    assertThat(waiting.ofPatient(new UUID(2, 2), Long.MAX_VALUE, 1))
        .extracting(entry -> entry.line().requestId())
        .containsExactly("waited");
    heads.sign();
    assertThat(verify(List.of()).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit SET allowed = NOT allowed WHERE seq = 7",
        "UPDATE audit SET actor = gen_random_uuid() WHERE seq = 7",
        "UPDATE audit SET at = at + interval '1 microsecond' WHERE seq = 7",
        "UPDATE audit SET patient_id = NULL WHERE seq = 7",
        "UPDATE audit SET hash = NULL WHERE seq = 7",
        "DELETE FROM audit WHERE seq = 7",
        "INSERT INTO audit SELECT 0, at, actor, role, action, patient_id, allowed, reason, route,"
            + " request_id, hash FROM audit WHERE seq = 7",
        "UPDATE audit a SET request_id = b.request_id FROM audit b"
            + " WHERE (a.seq, b.seq) IN ((7, 9), (9, 7))",
        "DELETE FROM audit WHERE seq > 7",
        "DELETE FROM audit; DELETE FROM audit_head",
        "DELETE FROM audit_head WHERE head = (SELECT max(head) FROM audit_head)",
        "UPDATE audit_head SET seq = seq + 1",
        "ALTER TABLE audit ADD COLUMN remark text DEFAULT 'not written by the program'"
      })
  void whatASuperuserTampersWithIsFound(String tampering) throws Exception {
    List<Head> kept = kept();
    assertThat(verify(kept).findings()).isEmpty();
    try (Connection connection = superuser().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET session_replication_role = replica"); // No trigger holds.
      statement.execute(tampering);

      // Seen by the same transaction, which is then undone.
      Report report = JdbcAudit.read(connection, kept, keys());

      assertThat(report.sound()).isFalse();
      assertThat(report.firstBad()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit SET allowed = true",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "UPDATE audit_head SET seq = 1",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head"
      })
  void theProgramsRoleMayAddOnlyAndTheTablesRefuseASuperuserToo(String change) throws SQLException {
    try (Connection connection = api.database().database().connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("permission denied");
    }
    try (Connection connection = superuser().connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("append-only");
    }
  }

  @Test
  void aHeadIsMadeOncePerNewestLineAndKeptOutsideTheStore() throws Exception {
    AuditHead again = heads.sign().orElseThrow();
    assertThat(heads.sign().orElseThrow().number()).isEqualTo(again.number());
    assertThat(kept()).extracting(Head::number).contains(again.number());

    api.context().getBean(JdbcAuditLog.class).write(line("one more"));

    assertThat(heads.sign().orElseThrow().number()).isEqualTo(again.number() + 1);
  }

  private static void change(String table) {
    try (Connection connection = superuser().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuditLine line(String request) {
    return new AuditLine(
        Instant.parse("2026-11-22T08:00:00.123456789Z"),
        new UUID(1, 1),
        "PHYSICIAN",
        "READ_LATEST",
        new UUID(2, 2),
        true,
        "TREATING_PHYSICIAN",
        "GET /patients/{id}/latest",
        request);
  }

  private static Report verify(List<Head> kept) throws SQLException, IOException {
    try (Connection connection = api.database().database().connect()) {
      return JdbcAudit.verify(connection, kept, keys());
    }
  }

  private static Keys keys() throws IOException {
    return Keys.parse(Files.readString(folder().resolve(AuditKey.PUBLIC_FILE)));
  }

  private static List<Head> kept() throws IOException {
    return Files.readAllLines(folder().resolve(JdbcAuditHeads.FILE)).stream()
        .map(Head::parse)
        .toList();
  }

  private static Path folder() {
    return api.config().data();
  }

  private static TimescaleDatabase superuser() {
    String url = api.database().jdbcUrl();
    return api.database().server().superuser(url.substring(url.lastIndexOf('/') + 1));
  }
}
