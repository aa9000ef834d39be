package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import vigie.cli.client.HttpSession;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.EnrolledPatient;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.PatientPlan;
import vigie.local.junit.FileBytes;
import vigie.reading.Category;

/**
 * A patient of whom words and a number that stand nowhere else came in by every way there is.
 *
 * @param words by where they were planted
 */
record Canary(EnrolledPatient patient, Map<Word, String> words) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Far too low: an alert at once. */
  private static final double GLUCOSE = 41;

  /** Where a word is planted. */
  enum Word {
    USERNAME,
    FIRST_NAME,
    LAST_NAME,
    MAIL,
    DEVICE,
    DEVICE_KIND,
    EVENT_TITLE,
    EVENT_TEXT,
    REFUSED,
    NOTE,

    /** The value of the first reading, written out. */
    NUMBER;

    List<byte[]> forms(String word) {
      return this == NUMBER ? FileBytes.number(Double.parseDouble(word)) : FileBytes.text(word);
    }
  }

  /** Makes the patient, with a device. */
  static Canary enrol(StackUnderTest system, EnrolledPerson physician) {
    Map<Word, String> words = new EnumMap<>(Word.class);
    for (Word word : Word.values()) {
      words.put(word, "canary" + UUID.randomUUID().toString().replace("-", ""));
    }
    BoundDevice meter =
        new BoundDevice("meter", word(words, Word.DEVICE_KIND), Duration.ofSeconds(2));
    PatientPlan plan =
        new PatientPlan(
            word(words, Word.USERNAME),
            word(words, Word.FIRST_NAME),
            word(words, Word.LAST_NAME),
            Set.of(Category.BLOOD_GLUCOSE, Category.HEART_RATE),
            List.of(meter),
            physician,
            null,
            List.of());
    // Devices' names begin with their owner's.
    words.put(Word.DEVICE, plan.deviceId(meter));
    system
        .enrolment()
        .person(
            plan.username(),
            "PATIENT",
            plan.firstName(),
            plan.lastName(),
            word(words, Word.MAIL) + "@vigie.test",
            null,
            null);
    double value = GLUCOSE + ThreadLocalRandom.current().nextDouble();
    words.put(Word.NUMBER, Double.toString(value));
    return new Canary(system.enrolment().patient(plan), words);
  }

  UUID id() {
    return patient.person().id();
  }

  String word(Word word) {
    return word(words, word);
  }

  private static String word(Map<Word, String> words, Word word) {
    return Objects.requireNonNull(words.get(word));
  }

  /** What to look for, by word. */
  Map<String, List<byte[]>> forms() {
    Map<String, List<byte[]>> forms = new HashMap<>();
    words.forEach((where, word) -> forms.put(word, where.forms(word)));
    return forms;
  }

  /** The patient writes down an event. */
  void enterEvent(StackUnderTest system) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "kind",
                "treatment",
                "title",
                word(Word.EVENT_TITLE),
                "text",
                word(Word.EVENT_TEXT),
                "from",
                "2026-03-02T08:00:00Z"));
    String path = "/patients/" + id() + "/events/" + UUID.randomUUID();
    HttpResponse<String> answer = system.send(session(system), "PUT", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** The device sends a reading that raises an alert, and a message that is refused. */
  CompletableFuture<Void> send(MqttFleet fleet, Instant now) {
    DeviceReading reading =
        DeviceReading.instant(
            "meter", "glucose", Double.parseDouble(word(Word.NUMBER)), "mg/dL", now);
    byte[] refused =
        "{\"ts\":%d,\"values\":{\"hr\":7777},\"note\":\"%s\"}"
            .formatted(now.toEpochMilli(), word(Word.REFUSED))
            .getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.allOf(
        fleet.device(word(Word.DEVICE)).publish("json", JsonPayload.of(List.of(reading))),
        fleet.device(word(Word.DEVICE)).publish("json", refused));
  }

  /** The whole copy, as the patient takes it home. */
  String copy(StackUnderTest system) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        system.send(session(system), "GET", "/patients/" + id() + "/copy", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  HttpSession session(StackUnderTest system) {
    return system.enrolment().session(patient.person());
  }
}
