package vigie.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.stack.StackSettings;
import vigie.cli.stack.StackStore;
import vigie.local.Ports;
import vigie.local.TimescaleDatabase;
import vigie.local.junit.FreePorts;

/**
 * A real store, backed up while two patients are in it. Then one of them is erased, by the API's
 * own steps, and the other gets a reading more.
 */
@Tag("C-81")
@SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency more.
class BackupIT {
  private static final Instant MADE = Instant.parse("2026-11-30T12:00:00Z");
  private static final UUID ERASED = UUID.fromString("7a000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("7a000000-0000-4000-8000-000000000002");
  private static final String WORD = "somebodys-strap";
  private static final List<String> SAID = new ArrayList<>();

  @TempDir static Path folder = Path.of("");

  private static StackSettings settings = new StackSettings(Path.of("."), new Ports(0), Map.of());
  private static Backup.Result made = nothing();
  private static String hypertables = "";

  @BeforeAll
  static void aBackupAndThenAnErasure() throws Exception {
    settings =
        StackSettings.of(
            folder.resolve("data"),
            Map.of(Ports.VARIABLE, Integer.toString(FreePorts.reserved().offset())));
    try (StackStore store = StackStore.open(settings, SAID::add)) {
      // Makes the tables.
      assertThat(store.applyErasures(store.database(), false).known()).isZero();
      for (UUID patient : List.of(ERASED, OTHER)) {
        update(
            store.database(),
            "INSERT INTO people.person (person_id, username, role, first_name, last_name,"
                + " created_at) VALUES ('%1$s', '%1$s', 'PATIENT', 'A', 'B', now())",
            patient);
        update(store.database(), "INSERT INTO patient (patient_id) VALUES ('%s')", patient);
        // Long, so that what is changed at the end of the file is met when much was restored.
        update(
            store.database(),
            "INSERT INTO people.patient_key (patient_id, wrapped) SELECT '%s', string_agg("
                + "decode(md5(random()::text), 'hex'), '') FROM generate_series(1, 100000)",
            patient);
        reading(store.database(), patient, "2026-11-30T11:00:00Z");
        reading(store.database(), patient, "2026-01-01T11:00:00Z");
      }
      hypertables =
          text(store.database(), "SELECT count(*) FROM timescaledb_information.hypertables");
      made = new Backup(settings, Clock.fixed(MADE, ZoneOffset.UTC), SAID::add).run();

      update(
          store.database(),
          "INSERT INTO erasure (erasure_id, patient_id, asked_at, receipt)"
              + " VALUES (gen_random_uuid(), '%s', now(), 'a1')",
          ERASED);
      assertThat(store.applyErasures(store.database(), false).applied()).isEqualTo(1);
      reading(store.database(), OTHER, "2026-11-30T13:00:00Z");
      isAsBefore(store.database());
    }
  }

  @Test
  void nothingInTheFileCanBeReadAndNobodyButItsOwnerMay() throws IOException {
    byte[] bytes = Files.readAllBytes(made.file());
    assertThat(made.dumpedBytes()).isGreaterThan(2_000_000);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .startsWith("vigie-backup 1\nmade 2026-11-30T12:00:00Z\nday 2026-11-30\n")
        .doesNotContain("PGDMP", WORD, ERASED.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(settings.data().resolve("backups"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("vigie-20261130T120000Z.backup", "keys");
    }
  }

  @Test
  void whoWasErasedAfterTheBackupIsNotBackAfterItsRestoreAndNorIsTheirKey() throws Exception {
    // A place of its own, as on another machine: the newest ledger with its key, and the backup.
    StackSettings place = elsewhere("restored");
    copy(settings.data().resolve("api"), place.data().resolve("api"));

    Restore.Result result = restore(place, MADE).run(made.file(), false, false);

    assertThat(result.erasuresKnown()).isEqualTo(1);
    assertThat(result.erasuresApplied()).isEqualTo(1);
    try (StackStore store = StackStore.open(place, SAID::add)) {
      TimescaleDatabase database = store.database();
      for (String table : List.of("patient", "people.patient_key", "reading")) {
        assertThat(count(database, table, ERASED)).describedAs(table).isZero();
      }
      assertThat(
              text(database, "SELECT count(*) FROM people.person WHERE person_id = '%s'", ERASED))
          .isEqualTo("0");
      assertThat(count(database, "erased_patient", ERASED)).isEqualTo(1);
      assertThat(text(database, "SELECT certificate FROM erasure WHERE patient_id = '%s'", ERASED))
          .contains("\nagain ");
      assertThat(count(database, "people.patient_key", OTHER)).isEqualTo(1);
      assertThat(count(database, "reading", OTHER)).isEqualTo(2);
      // What they withdraw now is newer than what Kafka may have of them.
      assertThat(
              Long.parseLong(
                  text(
                      database,
                      "SELECT profile_version FROM patient WHERE patient_id = '%s'",
                      OTHER)))
          .isGreaterThanOrEqualTo(1_000_000_000);
      // An ordinary store again: hypertables take rows, their owner is the programs' role.
      reading(database, OTHER, "2026-06-01T00:00:00Z");
      assertThat(text(database, "SELECT count(*) FROM timescaledb_information.hypertables"))
          .isEqualTo(hypertables);
      assertThat(
              text(
                  store.superuser(),
                  "SELECT string_agg(datname, ' ' ORDER BY datname) FROM"
                      + " pg_database WHERE datname LIKE 'vigie%%'"))
          .isEqualTo("vigie");
    }
  }

  @Test
  void aStoreInUseIsReplacedOnlyWhenThatIsSaidAndByNothingThatWasChanged() throws Exception {
    assertThatThrownBy(() -> restore(settings, MADE).run(made.file(), false, false))
        .hasMessageContaining("is not empty")
        .hasMessageContaining("--replace")
        .hasMessageEndingWith("Nothing was changed.");
    byte[] bytes = Files.readAllBytes(made.file());
    bytes[bytes.length - 100] ^= 1;
    Path changed = Files.write(folder.resolve("changed.backup"), bytes);

    assertThatThrownBy(() -> restore(settings, MADE).run(changed, true, false))
        .hasMessageContaining("is not as it was written")
        .hasMessageEndingWith("Nothing was changed.");

    try (StackStore store = StackStore.open(settings, SAID::add)) {
      assertThatThrownBy(() -> restore(settings, MADE).run(made.file(), true, false))
          .hasMessageContaining("./vigie down");
      isAsBefore(store.database());
    }
  }

  @Test
  void aLedgerThatIsOlderThanTheStoreIsRefused() throws Exception {
    StackSettings place = elsewhere("older-ledger");
    Path later =
        new Backup(settings, Clock.fixed(MADE.plusSeconds(60), ZoneOffset.UTC), SAID::add)
            .run()
            .file();

    assertThatThrownBy(() -> restore(place, MADE).run(later, false, false))
        .hasMessageContaining("lacks 1 erasures that the store knows")
        .hasMessageContaining("erasures.txt");
    Files.delete(later);

    try (StackStore store = StackStore.open(place, SAID::add)) {
      assertThat(text(store.database(), "SELECT to_regclass('patient') IS NULL")).isEqualTo("t");
    }
  }

  @Test
  void aCopyCannotBeReadAnyMoreWhenItsKeyIsDestroyedOnTheTenthDay() throws Exception {
    Path backups = folder.resolve("expiring");
    copy(settings.data().resolve("backups"), backups);
    StackSettings expiring = settings.with(Map.of(BackupFolder.SETTING, backups.toString()));
    Instant tenth = Instant.parse("2026-12-10T00:00:00Z");

    // Not even when nobody has destroyed it yet.
    assertThatThrownBy(() -> restore(expiring, tenth).run(made.file(), true, false))
        .hasMessageContaining("its key is over since 2026-12-10")
        .hasMessageContaining("--expire-only");

    BackupFolder.Expired expired = BackupFolder.of(expiring).expire(tenth);

    assertThat(expired.keys()).containsExactly(made.day());
    assertThat(expired.backups()).contains("vigie-20261130T120000Z.backup");
    assertThatThrownBy(() -> restore(expiring, tenth).run(made.file(), true, false))
        .hasMessage(
            "The backup of 2026-11-30 cannot be read any more: its key was destroyed on 2026-12-10,"
                + " after ten days. Nothing was changed.");
  }

  private static Restore restore(StackSettings place, Instant now) {
    return new Restore(place, Clock.fixed(now, ZoneOffset.UTC), SAID::add);
  }

  /** Another stack's folder, that reads the first one's backups. */
  private static StackSettings elsewhere(String name) {
    return StackSettings.of(
        folder.resolve(name),
        Map.of(
            Ports.VARIABLE,
            Integer.toString(FreePorts.reserved().offset()),
            BackupFolder.SETTING,
            settings.data().resolve("backups").toString()));
  }

  private static void isAsBefore(TimescaleDatabase database) throws SQLException {
    assertThat(count(database, "patient", ERASED)).isZero();
    assertThat(count(database, "people.patient_key", ERASED)).isZero();
    assertThat(count(database, "reading", ERASED)).isZero();
    assertThat(count(database, "reading", OTHER)).isEqualTo(3);
  }

  private static void reading(TimescaleDatabase database, UUID patient, String at)
      throws SQLException {
    update(
        database,
        "INSERT INTO reading (patient_id, metric, ts, disc, value, received, device, quality,"
            + " context) VALUES ('%s', 1, '%s', 1, 61, now(), '%s', 0, 0)",
        patient,
        at,
        WORD);
  }

  private static int count(TimescaleDatabase database, String table, UUID patient)
      throws SQLException {
    return Integer.parseInt(
        text(database, "SELECT count(*) FROM %s WHERE patient_id = '%s'", table, patient));
  }

  private static String text(TimescaleDatabase database, String sql, Object... values)
      throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(values))) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }

  private static void update(TimescaleDatabase database, String sql, Object... values)
      throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql.formatted(values));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path each : tree.sorted(Comparator.naturalOrder()).toList()) {
        Path target = to.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static Backup.Result nothing() {
    return new Backup.Result(
        Path.of("."),
        Instant.EPOCH,
        BackupExpiry.day(Instant.EPOCH),
        Instant.EPOCH,
        0,
        0,
        new BackupFolder.Expired(List.of(), List.of(), List.of()));
  }
}
