package vigie.api.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.StoredData;
import vigie.api.TopicReader;
import vigie.api.store.JdbcDatabase;
import vigie.api.timeline.StoredReading;
import vigie.codec.Codecs;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Readings corrected by the patient's side, from the request to the topic. */
@Tag("C-68")
class AmendmentIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final String STRAP = "strap-1";

  private ApiClient.SignedIn patient;
  private TopicReader topic;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    store(reading(AT, 150));
    store(reading(AT.plusSeconds(60), 71));
    topic = new TopicReader(api.kafka(), Topics.READING);
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void aCorrectionGoesToTheStreamSealedAsAnotherValueOfTheSameReadingAndAnswersItsRequest() {
    Reading stood = reading(AT, 150);
    String asked =
        patient
            .client()
            .post(own("/requests"), Map.of("kind", "RECTIFICATION", "text", "it was not so fast"))
            .body()
            .get("id")
            .asText();

    ApiClient.Answer answer = patient.client().post(path(), wanted("value", 62, "request", asked));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    Reading sent = sent().get(0);
    assertThat(sent.id()).isEqualTo(stood.id());
    assertThat(sent.value()).isEqualTo(62);
    assertThat(sent.quality()).isEqualTo(Quality.VALID);
    assertThat(sent.received()).isAfter(stood.received());
    assertThat(topic.sealedFor()).contains(patient.id());

    JsonNode listed = patient.client().get(path()).body();
    assertThat(listed).containsExactly(answer.body());
    assertThat(listed.get(0).get("was").asDouble()).isEqualTo(150);
    assertThat(listed.get(0).get("value").asDouble()).isEqualTo(62);
    assertThat(listed.get(0).get("reason").asText()).isEqualTo("the strap had slipped");
    JsonNode request = patient.client().get(own("/requests/" + asked)).body();
    assertThat(request.get("status").asText()).isEqualTo("GRANTED");
    assertThat(request.get("answer").get("grounds").asText()).contains(path());
    assertThat(patient.client().get(own("/audit?language=en")).text())
        .contains("You: correcting one of your values, or taking it back");
    assertThat(patient.client().post(path(), wanted("value", 61, "request", asked)).status())
        .isEqualTo(409);
  }

  @Test
  void aReadingIsTakenBackAndByARepresentativeWithAMandateForRights() {
    ApiClient.SignedIn deputy = api.operator().person("REPRESENTATIVE");
    mandate(deputy, "READ");
    assertThat(deputy.client().post(path(), wanted("retract", true)).text())
        .contains("MANDATE_TOO_NARROW");
    mandate(deputy, "READ", "RIGHTS");

    ApiClient.Answer answer = deputy.client().post(path(), wanted("retract", true));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.body().get("value").isNull()).isTrue();
    assertThat(answer.body().get("onBehalf").asBoolean()).isTrue();
    assertThat(sent())
        .extracting(Reading::retracts, Reading::value)
        .containsOnly(tuple(true, 150.0));
  }

  @Test
  void aReadingOfSeveralOfOneTimeIsNamedByItsNumber() {
    Instant at = AT.plusSeconds(120);
    store(reading(at, 90, 1L));
    store(reading(at, 95, 2L));
    Map<String, Object> wanted = wanted("value", 60, "effective", at.toString());

    assertThat(refused(wanted)).isEqualTo("422 SEVERAL_READINGS");
    wanted.put("sequence", 2);
    assertThat(patient.client().post(path(), wanted).status()).isEqualTo(202);

    assertThat(sent()).extracting(Reading::id).containsExactly(reading(at, 60, 2L).id());
  }

  @Test
  void whatIsNoCorrectionIsRefusedAndNothingOfItIsKept() {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id()));
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    String objection =
        patient
            .client()
            .post(own("/requests"), Map.of("kind", "COMPLAINT", "text", "x"))
            .body()
            .get("id")
            .asText();

    assertThat(refused(wanted("value", 62, "effective", AT.plusSeconds(1).toString())))
        .isEqualTo("404 UNKNOWN_READING");
    assertThat(refused(wanted("value", 62, "device", "strap-2"))).isEqualTo("404 UNKNOWN_READING");
    assertThat(refused(wanted("value", 62, "metric", "spo2"))).isEqualTo("404 UNKNOWN_READING");
    assertThat(refused(wanted("value", 150))).isEqualTo("409 SAME_VALUE");
    assertThat(refused(wanted("value", 400))).isEqualTo("422 NOT_TAKEN");
    assertThat(refused(wanted("value", 62, "unit", "kg"))).isEqualTo("422 NOT_TAKEN");
    assertThat(refused(wanted("value", 62, "metric", "device-battery"))).isEqualTo("422 metric");
    assertThat(refused(wanted("value", 62, "effective", null))).isEqualTo("422 effective");
    assertThat(refused(wanted("value", 62, "retract", true))).isEqualTo("422 value");
    assertThat(refused(wanted("retract", false))).isEqualTo("422 value");
    assertThat(refused(wanted("value", 62, "reason", " "))).isEqualTo("422 reason");
    for (String request : List.of(objection, UUID.randomUUID().toString())) {
      assertThat(patient.client().post(path(), wanted("value", 62, "request", request)).status())
          .isEqualTo(404);
    }
    assertThat(physician.client().post(path(), wanted("value", 62)).text())
        .contains("NOT_THE_PATIENT");
    assertThat(
            other
                .client()
                .post("/patients/" + other.id() + "/readings/corrections", wanted("value", 62))
                .status())
        .isEqualTo(404);

    assertThat(patient.client().get(path()).body()).isEmpty();
    assertThat(patient.client().get(own("/requests/" + objection)).body().get("status").asText())
        .isEqualTo("OPEN");
    topic.all();
    assertThat(readings()).isEmpty();
  }

  @Test
  void whatWasAmendedIsMarkedInTheSeriesAndAFormerValueDoesNotComeBack() {
    assertThat(patient.client().post(path(), wanted("value", 62)).status()).isEqualTo(202);
    // Said, though the store has not followed yet.
    assertThat(refused(wanted("value", 62))).isEqualTo("409 FORMER_VALUE");

    follow(62);

    JsonNode entries =
        patient
            .client()
            .get(
                own(
                    "/timeline?metric=heart-rate&resolution=raw&from="
                        + AT
                        + "&to="
                        + AT.plusSeconds(90)))
            .body()
            .get("entries");
    assertThat(entries)
        .filteredOn(entry -> entry.get("kind").asText().equals("READING"))
        .extracting(
            entry -> entry.get("value").asDouble(), entry -> entry.path("amended").asBoolean(false))
        .containsExactly(tuple(62.0, true), tuple(71.0, false));
    assertThat(entries.get(1).has("amended")).isFalse();
    assertThat(
            patient
                .client()
                .get("/fhir/Observation?patient=" + patient.id())
                .body()
                .findValuesAsText("status"))
        .contains("corrected", "final");
    assertThat(refused(wanted("value", 150))).isEqualTo("409 FORMER_VALUE");
    assertThat(refused(wanted("value", 62))).isEqualTo("409 SAME_VALUE");
  }

  /** What the job makes of it, see TimescaleReadingStoreIT. */
  private void follow(double value) {
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection -> {
              JdbcDatabase.update(
                  connection,
                  "INSERT INTO reading_former SELECT patient_id, metric, ts, disc, value, ts_end,"
                      + " received, device, sequence, zone_offset, quality, context,"
                      + " original_value, original_unit, false FROM reading"
                      + " WHERE patient_id = ? AND ts = ?",
                  statement -> {
                    statement.setObject(1, patient.id());
                    statement.setObject(2, AT.atOffset(ZoneOffset.UTC));
                  });
              return JdbcDatabase.update(
                  connection,
                  "UPDATE reading SET value = ? WHERE patient_id = ? AND ts = ?",
                  statement -> {
                    statement.setDouble(1, value);
                    statement.setObject(2, patient.id());
                    statement.setObject(3, AT.atOffset(ZoneOffset.UTC));
                  });
            });
  }

  /** Those on the topic that are the patient's, once there is one. */
  private List<Reading> sent() {
    await()
        .untilAsserted(
            () -> {
              topic.values();
              assertThat(readings()).isNotEmpty();
            });
    return readings();
  }

  private List<Reading> readings() {
    return topic.values().stream()
        .map(Codecs.READING::decode)
        .filter(reading -> reading.patient().value().equals(patient.id()))
        .toList();
  }

  /** The status, and the reason that begins the detail. */
  private String refused(Map<String, Object> wanted) {
    ApiClient.Answer answer = patient.client().post(path(), wanted);
    return answer.status() + " " + answer.body().path("detail").asText().split("[: ]", 2)[0];
  }

  private void mandate(ApiClient.SignedIn deputy, String... scopes) {
    ApiClient.Answer given =
        patient
            .client()
            .put(
                own("/mandates/" + deputy.id()),
                Map.of(
                    "scopes",
                    scopes,
                    "basis",
                    "SIGNED_MANDATE",
                    "proof",
                    "deed 1",
                    "until",
                    "2099-01-01T00:00:00Z"));
    assertThat(given.status()).as(given.text()).isEqualTo(200);
  }

  /** The first reading, amended by these pairs of field and value. */
  private static Map<String, Object> wanted(@Nullable Object... fields) {
    Map<String, Object> wanted =
        new HashMap<>(
            Map.of(
                "metric",
                "heart-rate",
                "device",
                STRAP,
                "effective",
                AT.toString(),
                "reason",
                "the strap had slipped"));
    for (int i = 0; i < fields.length; i += 2) {
      wanted.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    return wanted;
  }

  private String path() {
    return own("/readings/corrections");
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }

  private Reading reading(Instant at, double value) {
    return reading(at, value, null);
  }

  private Reading reading(Instant at, double value, @Nullable Long sequence) {
    return new Reading(
        new PatientId(patient.id()),
        new DeviceId(STRAP),
        MetricCatalogue.standard().metric("heart-rate"),
        value,
        at,
        null,
        null,
        at.plusSeconds(1),
        sequence,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ZERO);
  }

  private static void store(Reading reading) {
    UUID patient = reading.patient().value();
    long disc = reading.id().getLeastSignificantBits();
    StoredData.reading(
        api,
        patient,
        new StoredReading(
            reading.metric(),
            reading.effective(),
            disc,
            reading.value(),
            null,
            reading.received(),
            STRAP,
            reading.quality(),
            reading.context(),
            null,
            null,
            null,
            false));
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "UPDATE reading SET sequence = ? WHERE patient_id = ? AND disc = ?",
                    statement -> {
                      statement.setObject(1, reading.sequence());
                      statement.setObject(2, patient);
                      statement.setLong(3, disc);
                    }));
  }
}
