package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vigie.Topic;
import vigie.Topics;
import vigie.cli.client.HttpSession;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.EnrolledPerson;
import vigie.e2e.Canary.Word;
import vigie.local.junit.FileBytes;
import vigie.local.junit.KafkaCompaction;

/**
 * Words and numbers that stand nowhere else come in by every way there is, and half of those of
 * whom they tell are erased while the others' devices send. Then every file of the whole stack is
 * read. What was found where is printed.
 */
@ExtendWith(SharedStack.class)
class CanaryErasureIT {
  private static final int PATIENTS = 20;
  private static final int ERASED = 10;
  private static final int SEGMENTS_AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> COMPACTED =
      List.of(Topics.PATIENT, Topics.PATIENT_KEY, Topics.DEVICE, Topics.DEVICE_STATUS);

  /** Too large to be written anew for one patient: an operator may. */
  private static final List<String> LARGE =
      List.of(
          "reading",
          "reading_former",
          "reading_1m",
          "reading_1h",
          "reading_1d",
          "alert",
          "alert_read",
          "alert_transition",
          "notification");

  /** What is to be found of somebody who is not erased: who finds none of it is blind. */
  private static final Map<Place, Set<Word>> TELLS =
      Map.of(
          Place.DATABASE, EnumSet.allOf(Word.class),
          Place.WRITE_AHEAD_LOG, EnumSet.of(Word.DEVICE),
          Place.KAFKA, EnumSet.of(Word.DEVICE, Word.DEVICE_KIND),
          Place.FLINK, EnumSet.of(Word.DEVICE, Word.NOTE),
          Place.BROKER, EnumSet.of(Word.DEVICE),
          Place.LOGS, EnumSet.noneOf(Word.class),
          Place.ELSEWHERE, EnumSet.noneOf(Word.class));

  private final Clock clock = Clock.systemUTC();

  @Test
  @Tag("C-37")
  @Tag("C-71")
  void noFileTellsOfTheErasedAndAllStillTellOfTheirNeighbours(StackUnderTest system)
      throws Exception {
    EnrolledPerson physician =
        system.enrolment().person("canary-physician", "PHYSICIAN", "A", "B", null, null, null);
    List<Canary> all =
        Subject.parallel(
            Collections.<Callable<Canary>>nCopies(PATIENTS, () -> Canary.enrol(system, physician)));
    List<Canary> erased = all.subList(0, ERASED);
    List<Canary> neighbours = all.subList(ERASED, PATIENTS);
    try (MqttFleet fleet = new MqttFleet(system.mqtt())) {
      Map<String, String> secrets = new LinkedHashMap<>();
      all.forEach(each -> secrets.putAll(each.patient().secrets()));
      fleet.connect(secrets, connected -> {});
      plant(system, physician, all, fleet);
      Thread load = new Thread(() -> send(fleet, neighbours), "load");
      load.start();
      try {
        awaitPlanted(system, all);
        erase(system, erased);
        awaitNotInTheStream(system, erased);
        emptyTheStore(system, erased, neighbours);
      } finally {
        load.interrupt();
        load.join();
      }
    }
    for (Place place : Place.values()) {
      assertOnlyNeighbours(system, place, erased, neighbours);
    }
  }

  private void plant(
      StackUnderTest system, EnrolledPerson physician, List<Canary> all, MqttFleet fleet)
      throws Exception {
    for (Canary each : all) {
      each.enterEvent(system);
    }
    CompletableFuture.allOf(
            all.stream()
                .map(each -> each.send(fleet, clock.instant()))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    HttpSession watching = system.enrolment().session(physician);
    for (Canary each : all) {
      String alerts = "/patients/" + each.id() + "/alerts";
      within().until(() -> !system.get(watching, alerts).isEmpty());
      UUID alert = UUID.fromString(system.get(watching, alerts).get(0).get("alert").asText());
      system.api().acknowledge(watching, alert, each.word(Word.NOTE));
      assertThat(each.copy(system)).contains(each.word(Word.EVENT_TEXT), each.word(Word.DEVICE));
    }
  }

  /** Sends far too low glucose of these again and again, until interrupted. */
  private void send(MqttFleet fleet, List<Canary> neighbours) {
    long pauseNanos = Duration.ofMillis(10).toNanos();
    long next = System.nanoTime();
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      String device = neighbours.get(i % neighbours.size()).word(Word.DEVICE);
      DeviceReading reading =
          DeviceReading.instant("meter", "glucose", 40 + i % 7, "mg/dL", clock.instant());
      var unused = fleet.device(device).publish("json", JsonPayload.of(List.of(reading)));
      next += pauseNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private static void awaitPlanted(StackUnderTest system, List<Canary> all) {
    within()
        .untilAsserted(
            () -> {
              system.superuser("CHECKPOINT");
              for (Place place : List.of(Place.DATABASE, Place.FLINK, Place.BROKER)) {
                assertThat(scan(place.in(data(system)), all).files().keySet())
                    .as("planted in %s", place)
                    .containsAll(words(all, TELLS.get(place)));
              }
              assertThat(notifications(system, all)).isEqualTo(PATIENTS);
            });
  }

  private static long notifications(StackUnderTest system, List<Canary> all) throws SQLException {
    try (Connection database = system.database();
        PreparedStatement statement =
            database.prepareStatement(
                "SELECT count(DISTINCT patient_id) FROM notification"
                    + " WHERE patient_id = ANY (?)")) {
      statement.setArray(1, database.createArrayOf("uuid", all.stream().map(Canary::id).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void erase(StackUnderTest system, List<Canary> erased) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, String> receipts = new HashMap<>();
    for (Canary each : erased) {
      String path = "/patients/" + each.id() + "/erasure";
      HttpResponse<String> answer = system.send(each.session(system), "POST", path, "{}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      JsonNode begun = json.readTree(answer.body());
      receipts.put(begun.get("erasure").asText(), begun.get("receipt").asText());
    }
    receipts.forEach(
        (erasure, receipt) ->
            within()
                .until(
                    () ->
                        system
                                .get(
                                    "/erasures/" + erasure + "/certificate",
                                    "Erasure-Receipt",
                                    receipt)
                                .statusCode()
                            == 200));
  }

  /** What waits a day for compaction is compacted now; Flink has newer checkpoints by itself. */
  private static void awaitNotInTheStream(StackUnderTest system, List<Canary> erased) {
    try (KafkaCompaction compaction =
        new KafkaCompaction(system.stack().addresses().kafka(), COMPACTED)) {
      within()
          .untilAsserted(
              () -> {
                compaction.beginSegments();
                assertThat(scan(compacted(system), erased).files()).isEmpty();
              });
    }
    within()
        .untilAsserted(
            () -> assertThat(scan(Place.FLINK.in(data(system)), erased).files()).isEmpty());
  }

  private static List<Path> compacted(StackUnderTest system) {
    Path log = data(system).resolve("kafka").resolve("log");
    return COMPACTED.stream()
        .flatMap(
            topic ->
                IntStream.range(0, Topic.PARTITIONS)
                    .mapToObj(partition -> log.resolve(topic + "-" + partition)))
        .toList();
  }

  /** As an operator may; a busy store uses its log's segments again by itself. */
  private static void emptyTheStore(
      StackUnderTest system, List<Canary> erased, List<Canary> neighbours) throws SQLException {
    for (String table : LARGE) {
      system.superuser("VACUUM (FULL) " + table);
    }
    List<Path> log = Place.WRITE_AHEAD_LOG.in(data(system));
    within()
        .untilAsserted(
            () -> {
              for (int i = 0; i < SEGMENTS_AT_ONCE; i++) {
                system.superuser(
                    "SELECT pg_logical_emit_message(false, 'vigie', ''), pg_switch_wal()");
              }
              system.superuser("CHECKPOINT");
              assertThat(scan(log, erased).files()).isEmpty();
            });
    // What the load writes from here on.
    within()
        .untilAsserted(
            () ->
                assertThat(scan(log, neighbours).files().keySet())
                    .containsAll(words(neighbours, TELLS.get(Place.WRITE_AHEAD_LOG))));
  }

  private static void assertOnlyNeighbours(
      StackUnderTest system, Place place, List<Canary> erased, List<Canary> neighbours) {
    FileBytes.Found ours = scan(place.in(data(system)), erased);
    FileBytes.Found theirs = scan(place.in(data(system)), neighbours);
    System.out.printf(
        "%s: %,d bytes read, %d words of the erased, %d of their neighbours%n",
        place, ours.bytes(), ours.files().size(), theirs.files().size());
    assertThat(ours.bytes()).as("%s is read", place).isPositive();
    if (place == Place.BROKER) {
      // Until it is written over, what was delivered stays in the journal: docs/erasure.md.
      Path journal = data(system).resolve("mqtt").resolve("data").resolve("journal");
      assertThat(ours.files().values()).allMatch(file -> file.startsWith(journal));
    } else {
      assertThat(ours.files()).as("of the erased in %s", place).isEmpty();
    }
    Set<Word> told = Objects.requireNonNull(TELLS.get(place));
    if (told.isEmpty()) {
      assertThat(theirs.files()).as("of anybody in %s", place).isEmpty();
    } else {
      assertThat(theirs.files().keySet())
          .as("of the neighbours in %s", place)
          .containsAll(words(neighbours, told));
    }
  }

  private static FileBytes.Found scan(List<Path> places, Collection<Canary> canaries) {
    Map<String, List<byte[]>> forms = new HashMap<>();
    canaries.forEach(each -> forms.putAll(each.forms()));
    return new FileBytes(forms).in(places);
  }

  private static List<String> words(List<Canary> canaries, @Nullable Set<Word> kinds) {
    return canaries.stream()
        .flatMap(each -> Objects.requireNonNull(kinds).stream().map(each::word))
        .toList();
  }

  private static Path data(StackUnderTest system) {
    return system.stack().settings().data();
  }

  private static ConditionFactory within() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1));
  }
}
