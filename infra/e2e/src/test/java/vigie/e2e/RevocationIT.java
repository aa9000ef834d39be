package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.Topics;
import vigie.alert.Cause;
import vigie.cli.client.HttpSession;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.cli.device.MqttFleet;
import vigie.reading.Category;

/**
 * As many patients as {@code -Dvigie.revocations} says take back what they allowed, while devices
 * send, alerts are open with timers armed and physicians watch: the API shows nothing from the
 * answer on, and soon nothing leaves by streams, topics and messages. How soon is printed. For a
 * load that a machine carries, {@code -Dvigie.revocations.readings} says how many readings a second
 * are sent, {@code -Dvigie.revocations.timers} after how many seconds somebody is told again, and
 * {@code -Dvigie.revocations.rate} how many patients a second revoke; else they do as fast as they
 * are answered.
 */
class RevocationIT {
  private static final int REVOCATIONS = Integer.getInteger("vigie.revocations", 50);
  private static final int READINGS_PER_SECOND =
      Integer.getInteger("vigie.revocations.readings", 250);
  private static final @Nullable Integer REVOCATIONS_PER_SECOND =
      Integer.getInteger("vigie.revocations.rate");

  private static final Duration GOAL = Duration.ofSeconds(1);

  /** Beyond the goal, for a busy machine; what it was is printed. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private static final Duration TIMERS =
      Duration.ofSeconds(Integer.getInteger("vigie.revocations.timers", 10));
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Clock clock = Clock.systemUTC();
  private final Map<UUID, Instant> answered = new ConcurrentHashMap<>();

  @Test
  @Tag("C-36")
  @Tag("C-74")
  void soonAfterTheAnswerNothingOfThePatientLeaves() throws Exception {
    Path folder = Path.of("target", "revocation", Long.toString(ProcessHandle.current().pid()));
    Map<String, String> settings =
        Map.of(
            "VIGIE_ESCALATION_CRITICAL",
            TIMERS.toString(),
            "VIGIE_ESCALATION_HIGH",
            TIMERS.toString(),
            "VIGIE_WEBHOOK_NETWORKS",
            "127.0.0.1/32");
    try (HttpMessages messages = new HttpMessages();
        StackUnderTest system = new StackUnderTest(folder, settings)) {
      List<Subject> subjects = Subject.enrol(system, messages, REVOCATIONS);
      Map<UUID, HttpSession> physicians = Subject.signIn(system, subjects);
      LiveFrames live = new LiveFrames();
      try (KafkaOutlets outlets =
              new KafkaOutlets(
                  system.stack().addresses().kafka(), system.stack().settings().patientKeysFile());
          MqttFleet fleet = new MqttFleet(system.mqtt())) {
        watch(system, subjects, physicians, live);
        Map<String, String> secrets = new LinkedHashMap<>();
        subjects.forEach(subject -> secrets.putAll(subject.patient().secrets()));
        fleet.connect(secrets, connected -> {});
        Thread load = new Thread(() -> send(fleet, subjects), "load");
        load.start();
        try {
          awaitEverybodyWatched(subjects, live, outlets, messages);
          revokeAll(system, subjects, physicians);
          awaitTheTimersOfThoseWhoStay(subjects, live, messages);
        } finally {
          load.interrupt();
          load.join();
        }
        assertThat(reachedPeople(live, messages, PROMPT)).isEmpty();
        assertThat(onTopics(subjects, outlets, PROMPT)).isEmpty();
        assertThat(notTakenBack(subjects, outlets)).isEmpty();
        tellWhatWasLate(subjects, live, outlets, messages);
        tellHowSoonAlertsWereTakenBack(subjects, outlets);
      } finally {
        live.close();
      }
    }
  }

  private static void watch(
      StackUnderTest system,
      List<Subject> subjects,
      Map<UUID, HttpSession> physicians,
      LiveFrames live) {
    URI api = system.stack().addresses().api();
    physicians.values().forEach(one -> live.open(one, api.resolve("/alerts/live")));
    for (Subject subject : subjects) {
      live.open(session(physicians, subject), api.resolve("/patients/" + subject.id() + "/live"));
    }
    await().atMost(PATIENCE).until(() -> live.opened() == subjects.size() + physicians.size());
  }

  private static HttpSession session(Map<UUID, HttpSession> physicians, Subject subject) {
    return Objects.requireNonNull(physicians.get(subject.physician().id()));
  }

  /** Sends far too low glucose of everybody again and again, until interrupted. */
  private void send(MqttFleet fleet, List<Subject> subjects) {
    Pace pace = new Pace(READINGS_PER_SECOND);
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      Subject subject = subjects.get(i % subjects.size());
      DeviceReading reading =
          DeviceReading.instant("meter", "glucose", 40 + i % 7, "mg/dL", clock.instant());
      var unused = fleet.device(subject.device()).publish("json", JsonPayload.of(List.of(reading)));
      pace.await(i + 1);
    }
  }

  private static void awaitEverybodyWatched(
      List<Subject> subjects, LiveFrames live, KafkaOutlets outlets, HttpMessages messages) {
    Set<UUID> all = subjects.stream().map(Subject::id).collect(Collectors.toSet());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(framed(live, "alert", Instant.MIN)).containsAll(all);
              assertThat(framed(live, "reading", Instant.MIN)).containsAll(all);
              assertThat(outlets.of(Topics.NOTIFICATION).map(KafkaOutlets.Outlet::patient))
                  .containsAll(all);
              assertThat(messaged(messages, Instant.MIN)).containsAll(all);
            });
  }

  private void revokeAll(
      StackUnderTest system, List<Subject> subjects, Map<UUID, HttpSession> physicians)
      throws Exception {
    Pace pace =
        new Pace(
            REVOCATIONS_PER_SECOND == null ? Double.POSITIVE_INFINITY : REVOCATIONS_PER_SECOND);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (Subject subject : subjects) {
      Subject.Revocation revokes = subject.revokes();
      if (revokes != null) {
        int turn = work.size();
        work.add(
            () -> {
              HttpSession patient = system.enrolment().session(subject.patient().person());
              pace.await(turn);
              revoke(system, subject, revokes, patient);
              answered.put(subject.id(), clock.instant());
              assertThePhysicianSeesNothing(system, subject, session(physicians, subject));
              return true;
            });
      }
    }
    Instant begin = clock.instant();
    Subject.parallel(work);
    System.out.printf(
        "%d revocations in %d ms%n",
        work.size(), Duration.between(begin, clock.instant()).toMillis());
  }

  private void revoke(
      StackUnderTest system, Subject subject, Subject.Revocation revokes, HttpSession patient)
      throws IOException, InterruptedException {
    String own = "/patients/" + subject.id();
    switch (revokes) {
      case CATEGORY -> system.api().withdraw(patient, Category.BLOOD_GLUCOSE);
      case PHYSICIAN -> system.api().careTeam(patient, null, null);
      case SOURCE -> {
        String path = own + "/consents/BLOOD_GLUCOSE?source=" + subject.device();
        assertThat(system.send(patient, "DELETE", path, "").statusCode()).isEqualTo(204);
      }
      case USE -> {
        String body = "{\"reason\":\"in doubt\",\"understood\":true}";
        HttpResponse<String> answer =
            system.send(patient, "PUT", own + "/restrictions/glucose", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  private void assertThePhysicianSeesNothing(
      StackUnderTest system, Subject subject, HttpSession physician)
      throws IOException, InterruptedException {
    String own = "/patients/" + subject.id();
    for (String path : List.of(own + "/latest", own + "/alerts")) {
      HttpResponse<String> answer = system.send(physician, "GET", path, "");
      if (subject.revokes() == Subject.Revocation.PHYSICIAN) {
        assertThat(answer.statusCode()).isEqualTo(403);
      } else {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("glucose");
      }
    }
    assertThat(system.send(physician, "GET", "/alerts", "").body())
        .doesNotContain(subject.id().toString());
  }

  /**
   * The timers of all were armed alike: once those of these have run, those of the others had to.
   */
  private void awaitTheTimersOfThoseWhoStay(
      List<Subject> subjects, LiveFrames live, HttpMessages messages) {
    Set<UUID> stay =
        subjects.stream()
            .filter(subject -> subject.revokes() == null)
            .map(Subject::id)
            .collect(Collectors.toSet());
    Instant after = clock.instant().plus(TIMERS).plus(PROMPT);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(messaged(messages, after)).containsAll(stay);
              assertThat(framed(live, "reading", after)).containsAll(stay);
            });
  }

  private static Set<UUID> framed(LiveFrames live, String event, Instant after) {
    return live.frames().stream()
        .filter(frame -> frame.event().equals(event) && frame.at().isAfter(after))
        .map(LiveFrames.Frame::patient)
        .collect(Collectors.toSet());
  }

  private static Set<UUID> messaged(HttpMessages messages, Instant after) {
    return messages.arrived().stream()
        .filter(message -> message.at().isAfter(after))
        .map(HttpMessages.Arrived::patient)
        .collect(Collectors.toSet());
  }

  private void tellWhatWasLate(
      List<Subject> subjects, LiveFrames live, KafkaOutlets outlets, HttpMessages messages) {
    List<KafkaOutlets.Outlet> decided = onTopics(subjects, outlets, GOAL);
    System.out.printf(
        "more than a second after the answer: %d reached people, %d were decided%n",
        reachedPeople(live, messages, GOAL).size(), decided.size());
    for (KafkaOutlets.Outlet outlet : decided) {
      Instant answer = Objects.requireNonNull(answered.get(outlet.patient()));
      System.out.printf(
          "  on %s after %d ms: %s%n",
          outlet.topic(), Duration.between(answer, outlet.at()).toMillis(), outlet.what());
    }
  }

  private void tellHowSoonAlertsWereTakenBack(List<Subject> subjects, KafkaOutlets outlets) {
    List<Long> millis =
        subjects.stream()
            .filter(subject -> answered.containsKey(subject.id()))
            .filter(subject -> subject.revokes() != Subject.Revocation.PHYSICIAN)
            .map(
                subject ->
                    Duration.between(
                            Objects.requireNonNull(answered.get(subject.id())),
                            outlets.takenBack(subject.id(), cause(subject)))
                        .toMillis())
            .sorted()
            .toList();
    System.out.printf(
        "alerts taken back after the answer: median %d ms, most %d ms, %d of %d within a second%n",
        millis.get(millis.size() / 2),
        millis.get(millis.size() - 1),
        millis.stream().filter(each -> each <= 1_000).count(),
        millis.size());
  }

  private static Cause cause(Subject subject) {
    return subject.revokes() == Subject.Revocation.USE
        ? Cause.RULE_DISABLED
        : Cause.CONSENT_WITHDRAWN;
  }

  /** Frames and messages about a patient who had revoked, too long after the answer. */
  private List<Object> reachedPeople(LiveFrames live, HttpMessages messages, Duration bound) {
    List<Object> late = new ArrayList<>();
    for (LiveFrames.Frame frame : live.frames()) {
      // That something is taken back says nothing of the patient.
      if (!frame.event().equals("withdrawn") && late(frame.patient(), frame.at(), bound)) {
        late.add(frame);
      }
    }
    for (HttpMessages.Arrived message : messages.arrived()) {
      if (late(message.patient(), message.at(), bound)) {
        late.add(message);
      }
    }
    return late;
  }

  /** What was decided of a patient in spite of what they had revoked, too long after the answer. */
  private List<KafkaOutlets.Outlet> onTopics(
      List<Subject> subjects, KafkaOutlets outlets, Duration bound) {
    List<KafkaOutlets.Outlet> late = new ArrayList<>();
    for (Subject subject : subjects) {
      Subject.Revocation revokes = subject.revokes();
      if (revokes == null) {
        continue;
      }
      boolean physician = revokes == Subject.Revocation.PHYSICIAN;
      List<String> topics =
          switch (revokes) {
            case PHYSICIAN -> List.of(Topics.NOTIFICATION);
            // What is frozen is kept, and so taken in.
            case USE -> List.of(Topics.ALERT, Topics.NOTIFICATION);
            case CATEGORY, SOURCE -> List.of(Topics.READING, Topics.ALERT, Topics.NOTIFICATION);
          };
      for (String topic : topics) {
        outlets
            .of(topic)
            .filter(outlet -> outlet.patient().equals(subject.id()))
            .filter(outlet -> late(subject.id(), outlet.at(), bound))
            // How soon the alert itself was taken back is judged apart.
            .filter(outlet -> outlet.cause() != cause(subject))
            .filter(outlet -> !physician || subject.physician().id().equals(outlet.recipient()))
            .forEach(late::add);
      }
    }
    return late;
  }

  private List<Subject> notTakenBack(List<Subject> subjects, KafkaOutlets outlets) {
    return subjects.stream()
        .filter(subject -> answered.containsKey(subject.id()))
        .filter(subject -> subject.revokes() != Subject.Revocation.PHYSICIAN)
        .filter(
            subject -> late(subject.id(), outlets.takenBack(subject.id(), cause(subject)), PROMPT))
        .toList();
  }

  private boolean late(UUID patient, Instant at, Duration bound) {
    Instant answer = answered.get(patient);
    return answer != null && at.isAfter(answer.plus(bound));
  }
}
