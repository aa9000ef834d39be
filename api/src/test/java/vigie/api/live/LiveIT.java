package vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.outbox.KafkaPublisher;
import vigie.codec.Codecs;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Streams over HTTP, fed by a real Kafka. */
class LiveIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant ONSET = Instant.parse("2026-11-22T02:00:00Z");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    ApiClient operator = api.operator();
    patient = operator.person("PATIENT");
    physician = operator.person("PHYSICIAN");
    consent("PUT");
    team(Map.of("treatingPhysician", physician.id()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                api.context().getBean(LiveHub.class).ready()
                    && api.context().getBean(MessageStreams.class).ready());
  }

  private void consent(String method) {
    patient.client().send(method, "/patients/" + patient.id() + "/consents/HEART_RATE", null);
  }

  private void team(Map<String, Object> members) {
    patient.client().put("/patients/" + patient.id() + "/care-team", members);
  }

  private String path() {
    return "/patients/" + patient.id() + "/live";
  }

  private String messages() {
    return "/people/" + physician.id() + "/messages/live";
  }

  private void send(AlertTransition... transitions) {
    for (AlertTransition each : transitions) {
      api.publish(Topics.ALERT, each.patient(), Codecs.ALERT.encode(each));
    }
  }

  private void reading(double value, int second) {
    Reading reading =
        new Reading(
            new PatientId(patient.id()),
            new DeviceId("strap-1"),
            MetricCatalogue.standard().metric("heart-rate"),
            value,
            ONSET.plusSeconds(second),
            null,
            null,
            ONSET.plusSeconds(second),
            null,
            Quality.VALID,
            Context.REST,
            null,
            Duration.ofSeconds(1));
    api.publish(Topics.READING, patient.id(), Codecs.READING.encode(reading));
  }

  private AlertTransition step(int sequence, AlertPhase phase, Cause cause) {
    PatientId whose = new PatientId(patient.id());
    return new AlertTransition(
        AlertTransition.alertId(whose, "heart-rate-high", ONSET),
        sequence,
        whose,
        "heart-rate-high",
        phase,
        cause,
        Severity.HIGH,
        Severity.HIGH,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        140,
        140,
        ONSET,
        ONSET,
        Instant.now(),
        false,
        1,
        List.of(),
        null,
        "",
        null);
  }

  private static void frames(EventStream stream, int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(stream.frames()).hasSize(count));
  }

  @Test
  void aPhysicianSeesAlertsAndReadingsAsTheyHappen() throws Exception {
    try (EventStream one = new EventStream(physician.client(), path(), null);
        EventStream all = new EventStream(physician.client(), "/alerts/live", null)) {
      send(step(0, AlertPhase.ACTIVE, Cause.CONFIRMED));
      frames(one, 1);
      frames(all, 1);
      reading(141, 1);
      frames(one, 2);
      assertThat(one.frames()).extracting(Frame::name).containsExactly("alert", "reading");
      assertThat(one.frames().get(0).data()).contains("\"severity\":\"HIGH\"");
      assertThat(one.frames().get(1).data()).contains("\"value\":141.0");
      assertThat(all.frames()).extracting(Frame::name).containsExactly("alert");
    }
  }

  @Test
  void whatWasMissedComesOnceAfterComingBack() throws Exception {
    String last;
    try (EventStream stream = new EventStream(physician.client(), path(), null)) {
      send(step(0, AlertPhase.ACTIVE, Cause.CONFIRMED));
      reading(141, 1);
      frames(stream, 2);
      last = stream.frames().get(1).id();
    }
    send(
        step(0, AlertPhase.ACTIVE, Cause.CONFIRMED),
        step(1, AlertPhase.ACKNOWLEDGED, Cause.ACKNOWLEDGED));
    reading(142, 2);
    reading(143, 3);
    try (EventStream stream = new EventStream(physician.client(), path(), last)) {
      reading(144, 4);
      send(step(2, AlertPhase.RESOLVED, Cause.CLEARED));
      frames(stream, 5);
      assertThat(stream.frames())
          .extracting(Frame::data)
          .anyMatch(data -> data.contains("\"sequence\":1"))
          .anyMatch(data -> data.contains("\"sequence\":2"))
          .anyMatch(data -> data.contains("142.0"))
          .anyMatch(data -> data.contains("143.0"))
          .anyMatch(data -> data.contains("144.0"));
    }
  }

  @Test
  void whatIsSealedIsShownLiveAndAfterComingBack() throws Exception {
    String last;
    try (EventStream stream = new EventStream(physician.client(), path(), null)) {
      sealed(step(0, AlertPhase.ACTIVE, Cause.CONFIRMED));
      frames(stream, 1);
      last = stream.frames().get(0).id();
    }
    sealed(step(1, AlertPhase.ACKNOWLEDGED, Cause.ACKNOWLEDGED));
    try (EventStream stream = new EventStream(physician.client(), path(), last)) {
      frames(stream, 1);
      assertThat(stream.frames().get(0).data()).contains("\"sequence\":1");
    }
  }

  private void sealed(AlertTransition step) {
    api.context()
        .getBean(KafkaPublisher.class)
        .sendSealed(patient.id(), Topics.ALERT, patient.id().toString(), Codecs.ALERT.encode(step))
        .join();
  }

  @Test
  void anIdThatNeverWasIsAnsweredByAGap() throws Exception {
    try (EventStream stream =
        new EventStream(
            physician.client(), path(), "a900000.900000.900000.900000r9000.9000.9000.9000")) {
      frames(stream, 2);
      assertThat(stream.frames()).extracting(Frame::name).containsOnly("gap");
    }
  }

  @Test
  @Tag("C-36")
  void withdrawnConsentStopsFramesAndAnEndedRightEndsTheStream() throws Exception {
    try (EventStream stream = new EventStream(physician.client(), path(), null);
        EventStream own = new EventStream(patient.client(), path(), null)) {
      consent("DELETE");
      send(step(0, AlertPhase.ACTIVE, Cause.CONFIRMED));
      reading(141, 1);
      frames(own, 2);
      assertThat(stream.frames()).isEmpty();
      team(Map.of());
      frames(stream, 1);
      assertThat(stream.frames().get(0)).isEqualTo(Ending.ACCESS_ENDED.frame());
      assertThat(stream.ended().await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Tag("C-40")
  void anEndedSessionEndsItsStreamsWithinASecondAndLeavesThoseOfOthers() throws Exception {
    ApiClient elsewhere = physician.signInAgain();
    try (EventStream one = new EventStream(physician.client(), path(), null);
        EventStream all = new EventStream(physician.client(), "/alerts/live", null);
        EventStream messages = new EventStream(physician.client(), messages(), null);
        EventStream other = new EventStream(elsewhere, path(), null)) {
      String session = physician.client().session().toString();
      String sessions = "/people/" + physician.id() + "/sessions/";
      assertThat(elsewhere.delete(sessions + session).status()).isEqualTo(204);
      long begun = System.nanoTime();

      for (EventStream stream : List.of(one, all, messages)) {
        assertThat(stream.ended().await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stream.frames()).containsExactly(Ending.SESSION_ENDED.frame());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
      send(step(0, AlertPhase.ACTIVE, Cause.CONFIRMED));
      frames(other, 1);
      assertThat(other.frames()).extracting(Frame::name).containsExactly("alert");
    }
    try (EventStream again = new EventStream(physician.client(), path(), null)) {
      assertThat(again.status()).isEqualTo(401);
    }
  }

  @Test
  void aStrangerIsRefused() throws Exception {
    ApiClient.SignedIn other = api.operator().person("PHYSICIAN");
    try (EventStream stream = new EventStream(other.client(), path(), null)) {
      assertThat(stream.status()).isEqualTo(403);
    }
  }
}
