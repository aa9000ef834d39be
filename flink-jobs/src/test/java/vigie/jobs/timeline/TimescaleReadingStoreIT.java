package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.BOB;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.local.junit.DatabaseExtension;
import vigie.reading.Reading;

class TimescaleReadingStoreIT extends ReadingStoreContract {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final TimescaleTables TABLES = new TimescaleTables(DATABASE);

  private final TimescaleReadingStore store = new TimescaleReadingStore(TABLES.settings());

  @BeforeAll
  static void createTables() throws SQLException {
    TABLES.create();
  }

  @BeforeEach
  void emptyTables() throws SQLException {
    TABLES.empty();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  TimelineStore<Reading> store() {
    return store;
  }

  @Override
  List<Reading> stored() throws SQLException {
    return TABLES.readings();
  }

  @Override
  List<Rollup> rollups(Resolution resolution) throws SQLException {
    return TABLES.rollups(resolution);
  }

  @Test
  void missingTablesAreWaitedForAndNotTheReadingsFault() throws Exception {
    TABLES.execute("ALTER TABLE reading_1d RENAME TO away");
    try {
      assertThat(catchThrowable(this::keepOne)).isInstanceOf(StoreUnavailableException.class);
    } finally {
      TABLES.execute("ALTER TABLE away RENAME TO reading_1d");
    }

    assertThat(store.keep(List.of(heartRate(ALICE, 60, NOON)))).isEqualTo(1);
  }

  @Test
  @Tag("C-17")
  void aRoleThatMayReadWhoPeopleAreKeepsNothing() throws Exception {
    List<Reading> one = List.of(heartRate(ALICE, 60, NOON));
    TimescaleSettings owner =
        TimescaleSettings.of(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
    TABLES.execute("CREATE SCHEMA people CREATE TABLE person (last_name text)");
    try (TimescaleReadingStore other = new TimescaleReadingStore(owner)) {
      assertThat(catchThrowable(() -> other.keep(one)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("may read who people are");
      assertThat(TABLES.count("reading")).isZero();

      assertThat(store.keep(one)).isEqualTo(1);
    } finally {
      TABLES.execute("DROP SCHEMA people CASCADE");
    }
  }

  @Test
  void aServerThatDiedBetweenTwoBatchesIsConnectedToAnew() throws Exception {
    keepOne();
    DATABASE.server().process().kill();
    DATABASE.server().process().start(Duration.ofMinutes(2));
    List<Reading> next = List.of(heartRate(ALICE, 61, NOON.plusSeconds(1)));

    assertThat(catchThrowable(() -> store.keep(next)))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(store.keep(next)).isEqualTo(1);
  }

  @Test
  void aFrozenServerIsGivenUpAndTheBatchIsKeptOnceWhenItGoesOn() throws Exception {
    keepOne();
    List<Reading> next = List.of(heartRate(ALICE, 61, NOON.plusSeconds(1)));
    TimescaleSettings impatient =
        TABLES.settings().patient(Duration.ofSeconds(1), Duration.ofSeconds(1));
    try (TimescaleReadingStore other = new TimescaleReadingStore(impatient)) {
      other.keep(List.of(heartRate(ALICE, 62, NOON.plusSeconds(2))));
      DATABASE.server().process().pause();
      try {
        assertThat(catchThrowable(() -> other.keep(next)))
            .isInstanceOf(StoreUnavailableException.class);
      } finally {
        DATABASE.server().process().resume();
      }
      await().ignoreExceptions().until(() -> other.keep(next) >= 0);
    }

    assertThat(TABLES.count("reading")).isEqualTo(3);
    assertThat(TABLES.rollups(Resolution.HOUR)).extracting(Rollup::count).containsExactly(3L);
  }

  @Test
  void copyIsUsedAgainSomeBatchesAfterARepetition() throws Exception {
    keepOne();
    keepOne();
    for (int i = 1; i <= 12; i++) {
      assertThat(store.keep(List.of(heartRate(ALICE, 60, NOON.plusSeconds(i))))).isEqualTo(1);
    }

    assertThat(TABLES.count("reading")).isEqualTo(13);
  }

  @Test
  @Tag("C-68")
  void whatWasCorrectedIsKeptAsHistoryWithEveryField() throws Exception {
    Reading wrong = TimelineFixtures.complete(ALICE, NOON);
    Reading better = TimelineFixtures.correction(wrong, 80, 5, false);
    Reading right = TimelineFixtures.correction(wrong, 81, 9, false);
    store.keep(List.of(wrong));
    store.keep(List.of(right));
    store.keep(List.of(better));

    assertThat(stored()).containsExactly(right);
    assertThat(TABLES.former()).containsExactlyInAnyOrder(wrong, better);

    Reading retraction = TimelineFixtures.correction(wrong, 81, 12, true);
    store.keep(List.of(retraction));
    assertThat(stored()).isEmpty();
    assertThat(TABLES.former()).containsExactlyInAnyOrder(wrong, better, right, retraction);
  }

  @Test
  void readingsToWhichTheGatewayGaveTheTimeAllStandUntilOneIsCorrected() throws Exception {
    Reading one = heartRate(ALICE, 60, NOON).receivedAt(NOON);
    Reading other = heartRate(ALICE, 70, NOON).receivedAt(NOON);
    assertThat(store.keep(List.of(one, other))).isEqualTo(2);
    assertThat(store.keep(List.of(other, one))).isZero();
    assertThat(stored()).containsExactlyInAnyOrder(one, other);
    assertThat(TABLES.rollups(Resolution.HOUR)).extracting(Rollup::count).containsExactly(2L);

    Reading correction = heartRate(ALICE, 65, NOON);
    store.keep(List.of(correction));
    assertThat(stored()).containsExactly(correction);
    assertThat(TABLES.rollups(Resolution.HOUR)).extracting(Rollup::count).containsExactly(1L);
  }

  @Test
  void writersOfTheSameReadingsInDifferentOrderNeitherDeadlockNorCountTwice() throws Exception {
    List<Reading> sent = new ArrayList<>(RandomReadings.distinct(new Random(7), 4000));
    sent.addAll(RandomReadings.corrections(new Random(8), sent, 40));
    List<Reading> standing = InMemoryReadingStore.standing(sent);
    int writers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<Integer>> results = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      long seed = writer;
      results.add(threads.submit(() -> keepShuffled(sent, seed)));
    }

    int kept = 0;
    for (Future<Integer> result : results) {
      kept += result.get();
    }
    threads.shutdown();

    assertThat(kept).isEqualTo(sent.size());
    assertThat(TABLES.count("reading")).isEqualTo(standing.size());
    for (Resolution resolution : Resolution.values()) {
      RollupsAssert.assertEqualButForRounding(
          TABLES.rollups(resolution), ExpectedRollups.of(standing, resolution));
    }
  }

  @Test
  @Tag("C-71")
  void readingsOfAnErasedPatientAreNotWrittenAgainHoweverOftenTheyAreRead() throws Exception {
    List<Reading> both =
        List.of(heartRate(ALICE, 60, NOON), heartRate(BOB, 61, NOON.plusSeconds(1)));
    assertThat(store.keep(both)).isEqualTo(2);
    TABLES.execute(
        "INSERT INTO erased_patient VALUES ('"
            + ALICE
            + "', gen_random_uuid(), now());"
            + " DELETE FROM reading WHERE patient_id = '"
            + ALICE
            + "';"
            + " DELETE FROM reading_1m WHERE patient_id = '"
            + ALICE
            + "';"
            + " DELETE FROM reading_1h WHERE patient_id = '"
            + ALICE
            + "';"
            + " DELETE FROM reading_1d WHERE patient_id = '"
            + ALICE
            + "'");

    // By INSERT, because the neighbour's is there already, and by COPY.
    store.keep(both);
    List<Reading> fresh = List.of(heartRate(ALICE, 62, NOON.plusSeconds(2)));
    try (TimescaleReadingStore restarted = new TimescaleReadingStore(TABLES.settings())) {
      assertThat(restarted.keep(fresh)).isZero();
    }

    assertThat(TABLES.readings()).extracting(Reading::patient).containsExactly(BOB);
    for (Resolution resolution : Resolution.values()) {
      assertThat(TABLES.rollups(resolution))
          .extracting(Rollup::patient)
          .containsExactly(BOB.value());
    }
  }

  @Test
  @Tag("C-71")
  void whoeverIsEnteredIntoTheLedgerWaitsForTheBatchThatIsBeingWritten() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection writer = DATABASE.database().connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("SELECT erased_of(ARRAY['" + ALICE + "']::uuid[])");

      Future<?> entering =
          thread.submit(
              () -> {
                TABLES.execute(
                    "BEGIN; SELECT pg_advisory_xact_lock(7310577365311121761);"
                        + " INSERT INTO erased_patient VALUES ('"
                        + ALICE
                        + "', gen_random_uuid(), now()); COMMIT");
                return null;
              });
      await()
          .until(
              () ->
                  TABLES.query(
                      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                      row -> row.getLong(1)),
              List.of(1L)::equals);
      assertThat(TABLES.count("erased_patient")).isZero();
      writer.commit();

      entering.get(1, TimeUnit.MINUTES);
      assertThat(TABLES.count("erased_patient")).isEqualTo(1);
    } finally {
      thread.shutdown();
    }
  }

  private static int keepShuffled(List<Reading> readings, long seed) throws Exception {
    List<Reading> shuffled = new ArrayList<>(readings);
    Collections.shuffle(shuffled, new Random(seed));
    int kept = 0;
    try (TimescaleReadingStore own = new TimescaleReadingStore(TABLES.settings())) {
      for (int from = 0; from < shuffled.size(); from += 500) {
        kept += own.keep(shuffled.subList(from, Math.min(from + 500, shuffled.size())));
      }
    }
    return kept;
  }

  private void keepOne() throws Exception {
    store.keep(List.of(heartRate(ALICE, 60, NOON)));
  }
}
