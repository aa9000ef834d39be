package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.AlertTransition;
import vigie.alert.Delivery;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.Codes;
import vigie.api.SaidText;
import vigie.api.TopicReader;
import vigie.api.WebhookSink;
import vigie.api.live.EventStream;
import vigie.api.live.Frame;
import vigie.api.live.MessageStreams;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.local.ServerProcess;
import vigie.reading.PatientId;

/** From a decision on Kafka to a real mail server and a real webhook, and back to Kafka. */
class NotifyIT {
  private static final ServerSetup SMTP =
      new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);

  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.of(
              "VIGIE_SMTP_HOST",
              SMTP.getBindAddress(),
              "VIGIE_SMTP_PORT",
              Integer.toString(SMTP.getPort()),
              "VIGIE_SMTP_FROM",
              "alerts@vigie.test",
              "VIGIE_WEBHOOK_NETWORKS",
              "127.0.0.1/32"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "password of Alice";
  private static final String PHONE = "+33612345678";
  private static final String SECRET = "the webhook's shared secret";

  private static GreenMail mail;
  private static WebhookSink webhooks;
  private static TopicReader deliveries;

  /** An attempt as the topic and the store tell it. */
  private record Attempt(Channel channel, int attempt, Outcome outcome) {
    static final Comparator<Attempt> ORDER =
        Comparator.comparing(Attempt::channel).thenComparing(Attempt::attempt);
  }

  /** Somebody to be told, reached by the name that stands in all their addresses. */
  private record Reached(UUID id, String name) {
    String email() {
      return name + "@mail.test";
    }
  }

  private ApiClient.SignedIn alice;
  private PatientId patient;
  private String matricule;

  @BeforeAll
  static void startSinks() throws IOException {
    mail = new GreenMail(SMTP);
    mail.start();
    webhooks = new WebhookSink();
    deliveries = new TopicReader(api.kafka(), Topics.DELIVERY);
  }

  @AfterAll
  static void stopSinks() {
    deliveries.close();
    webhooks.close();
    mail.stop();
  }

  @BeforeEach
  void enrol() {
    matricule = ApiClient.ins();
    Reached reached =
        person(
            "PATIENT",
            "Alice",
            Map.of(
                "password",
                PASSWORD,
                "birthDate",
                "1951-03-07",
                "phone",
                PHONE,
                "ins",
                Map.of("matricule", matricule, "oid", "1.2.250.1.213.1.4.8")));
    patient = new PatientId(reached.id());
    alice =
        new ApiClient.SignedIn(
            reached.id(), reached.name(), PASSWORD, api.client().signIn(reached.name(), PASSWORD));
    allows("/consents/HEART_RATE", Map.of());
  }

  @Test
  void aCriticalAlertReachesThePhysicianBySignedWebhookAndByMail() throws Exception {
    String name = name();
    Reached physician = physician(name, webhooks.answering(204, name), name + "@mail.test");
    Notification notification = to(physician, Severity.CRITICAL);
    send(notification);

    awaitTold(
        notification,
        new Attempt(Channel.MAIL, 1, Outcome.DELIVERED),
        new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));

    assertThat(webhooks.calls(name)).hasSize(1);
    WebhookSink.Call call = webhooks.calls(name).get(0);
    String signedAt = call.header(WebhookSignature.TIMESTAMP_HEADER);
    Instant at = Instant.ofEpochSecond(Long.parseLong(signedAt));
    assertThat(call.header(WebhookSignature.SIGNATURE_HEADER))
        .isEqualTo(WebhookSignature.of(SECRET, at, call.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(at).isBetween(Instant.now().minus(PATIENCE), Instant.now());
    assertThat(call.header(WebhookSignature.NOTIFICATION_HEADER))
        .isEqualTo(notification.id().toString());
    assertThat(call.body()).contains("\"role\":\"TREATING_PHYSICIAN\"", "\"value\":142.5", "Alice");
    assertThat(call.body())
        .contains("\"phone\":\"" + PHONE, "\"birthDate\":\"1951-03-07", matricule);

    assertThat(mails(physician)).hasSize(1);
    MimeMessage letter = mails(physician).get(0);
    assertThat(letter.getSubject()).isEqualTo("Vigie: alert CRITICAL");
    assertThat(letter.getFrom()[0]).hasToString("alerts@vigie.test");
    assertThat(text(letter)).contains("heart rate 142.5 /min", "Alice Person", "/alerts/");
    assertThat(text(letter)).contains(PHONE, "07/03/1951", "INS: " + matricule + " (NIR)");
  }

  @Test
  void aWebhookThatAnswers500IsTriedThreeTimesWithGrowingWaitsThenItHasFailed() {
    String name = name();
    Reached physician = physician(name, webhooks.answering(500, name), null);
    Notification notification = to(physician, Severity.HIGH);
    send(notification);

    awaitTold(
        notification,
        new Attempt(Channel.WEBHOOK, 1, Outcome.RETRYING),
        new Attempt(Channel.WEBHOOK, 2, Outcome.RETRYING),
        new Attempt(Channel.WEBHOOK, 3, Outcome.FAILED));

    List<Delivery> told = told(notification);
    assertThat(told).extracting(Delivery::detail).containsOnly("the webhook answered 500");
    assertThat(Duration.between(told.get(0).at(), told.get(1).at()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(Duration.between(told.get(1).at(), told.get(2).at()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(webhooks.calls(name))
        .hasSize(3)
        .allSatisfy(
            call ->
                assertThat(call.header(WebhookSignature.NOTIFICATION_HEADER))
                    .isEqualTo(notification.id().toString()));
  }

  @Test
  @Tag("C-36")
  void anAttemptAfterAWithdrawalIsNotMade() {
    String name = name();
    Reached physician = physician(name, webhooks.answering(500, name), null);
    Notification notification = to(physician, Severity.HIGH);
    send(notification);
    await().atMost(PATIENCE).until(() -> !told(notification).isEmpty());
    assertThat(alice.client().delete("/patients/" + alice.id() + "/consents/HEART_RATE").status())
        .isEqualTo(204);

    await()
        .atMost(PATIENCE)
        .until(
            () -> told(notification).stream().anyMatch(each -> each.outcome() == Outcome.FAILED));
    List<Delivery> told = told(notification);
    assertThat(told.get(told.size() - 1).detail()).isEqualTo("the patient allows it no longer");
    assertThat(webhooks.calls(name)).hasSize(told.size() - 1);
  }

  @Test
  void mailGoesOutOnceItsServerIsBack() {
    String name = name();
    Reached physician = physician(name, null, name + "@mail.test");
    Notification notification = to(physician, Severity.HIGH);
    mail.stop();
    try {
      send(notification);
      await().atMost(PATIENCE).until(() -> told(notification).size() == 2);
    } finally {
      mail.start();
    }

    awaitTold(
        notification,
        new Attempt(Channel.MAIL, 1, Outcome.RETRYING),
        new Attempt(Channel.MAIL, 2, Outcome.RETRYING),
        new Attempt(Channel.MAIL, 3, Outcome.DELIVERED));
    assertThat(told(notification).get(0).detail())
        .isEqualTo("the mail server could not be reached");
    assertThat(mails(physician)).hasSize(1);
  }

  @Test
  @Tag("C-24")
  void theEmergencyContactsMailHoldsNoHealthData() throws Exception {
    String name = name();
    Reached contact = person("PATIENT", "Bob", ways(name, null, name + "@mail.test"));
    Notification notification =
        NotificationFixture.to(contact.id(), Role.EMERGENCY_CONTACT, Severity.CRITICAL, patient);
    allows("/care-team", Map.of("emergencyContact", contact.id()));
    send(notification);

    awaitTold(notification, new Attempt(Channel.MAIL, 1, Outcome.DELIVERED));
    MimeMessage letter = mails(contact).get(0);
    assertThat(text(letter)).contains("Please contact Alice now.");
    AlertTransition alert = notification.alert();
    assertThat(String.join("\n", Collections.list(letter.getAllHeaderLines())))
        .isNotEmpty()
        .satisfies(headers -> assertNoHealthData(headers, alert));
    assertNoHealthData(letter.getSubject() + "\n" + text(letter), alert);
  }

  @Test
  @Tag("C-24")
  void theEmergencyContactIsToldWhatThePatientOpenedAndNoMoreOnceItIsClosed() {
    String name = name();
    Reached contact =
        person("PATIENT", "Bob", ways(name, webhooks.answering(204, name), name + "@mail.test"));
    Notification notification =
        NotificationFixture.to(contact.id(), Role.EMERGENCY_CONTACT, Severity.CRITICAL, patient);
    allows("/care-team", Map.of("emergencyContact", contact.id(), "contactLevel", "VALUE"));
    send(notification);

    Attempt[] both = {
      new Attempt(Channel.MAIL, 1, Outcome.DELIVERED),
      new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED)
    };
    awaitTold(notification, both);
    assertThat(text(mails(contact).get(0)))
        .contains("It is about: heart rate", "Finding: heart rate 142.5 /min (limit: ≥ 131 /min)")
        .doesNotContain("HR-2", "http", patient.toString());
    assertThat(webhooks.calls(name).get(0).body())
        .contains("\"categories\":[\"HEART_RATE\"]", "\"value\":142.5")
        .doesNotContain("HR-2", "http", patient.toString());

    allows("/care-team", Map.of("emergencyContact", contact.id(), "contactLevel", "CATEGORY"));
    Notification second = again(notification, 1);
    send(second);
    awaitTold(second, both);
    assertThat(text(mails(contact).get(1))).contains("heart rate").doesNotContain("142", "131");
    assertThat(SaidText.withoutIdsAndTimes(webhooks.calls(name).get(1).body()))
        .contains("\"categories\":[\"HEART_RATE\"]")
        .doesNotContain("142", "131");

    ApiClient.Answer mask =
        alice.client().post("/patients/" + alice.id() + "/masks", Map.of("category", "HEART_RATE"));
    assertThat(mask.status()).as(mask.text()).isEqualTo(201);
    Notification third = again(notification, 2);
    send(third);
    awaitTold(third, both);
    assertNoHealthData(text(mails(contact).get(2)), notification.alert());
    assertNoHealthData(webhooks.calls(name).get(2).body(), notification.alert());
  }

  @Test
  void aLevelWithNobodyToTellIsRefused() {
    ApiClient.Answer answer =
        alice
            .client()
            .put("/patients/" + alice.id() + "/care-team", Map.of("contactLevel", "VALUE"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains("contactLevel");
  }

  /** The same as a later step. */
  private Notification again(Notification first, int step) {
    return new Notification(
        Notification.idOf(
            first.alert().alert(), Severity.CRITICAL, 1, first.role(), step, first.recipient()),
        patient,
        first.recipient(),
        first.role(),
        step,
        Notification.Reason.NOT_ACKNOWLEDGED,
        first.alert(),
        first.decidedAt());
  }

  private static void assertNoHealthData(String text, AlertTransition alert) {
    assertThat(text)
        .doesNotContainIgnoringCase("heart", "cardia", "critical", alert.ruleId())
        .doesNotContain("http", alert.alert().toString(), alert.patient().toString());
    assertThat(SaidText.withoutIdsAndTimes(text)).doesNotContain("142", "131", "150");
  }

  @Test
  void theSameNotificationAgainIsNotDeliveredAgainNotEvenAfterARestart() {
    String name = name();
    Reached physician = physician(name, webhooks.answering(200, name), null);
    Notification notification = to(physician, Severity.HIGH);
    send(notification, notification);
    awaitTold(notification, new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));
    send(notification);
    awaitBehind(physician, 1);

    api.restart();
    send(notification);
    awaitBehind(physician, 2);

    assertThat(calls(name, notification)).isEqualTo(1);
    awaitTold(notification, new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));
  }

  @Test
  void whoHasTheirStreamOpenHasTheMessageThereTooAndItIsOneRowAlsoAfterARestart() throws Exception {
    String name = name();
    Reached physician = physician(name, webhooks.answering(204, name), null);
    Notification notification = to(physician, Severity.HIGH);
    Attempt[] both = {
      new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED),
      new Attempt(Channel.SSE, 1, Outcome.DELIVERED)
    };
    try (EventStream stream = stream(physician)) {
      send(notification, notification);
      awaitTold(notification, both);
      assertThat(stream.frames())
          .containsExactly(
              new Frame(
                  notification.id().toString(), "message", webhooks.calls(name).get(0).body()));
    }

    api.restart();
    try (EventStream stream = stream(physician)) {
      Notification second = again(notification, 1);
      send(notification, second);
      awaitTold(second, both);
      assertThat(stream.frames()).extracting(Frame::id).containsExactly(second.id().toString());
      awaitTold(notification, both);
    }
    JsonNode found =
        api.operator().get("/deliveries?channel=SSE&recipient=" + physician.id()).body();
    assertThat(found.findValuesAsText("notification"))
        .containsExactlyInAnyOrder(notification.id().toString(), again(notification, 1).id() + "");
  }

  @Test
  @Tag("C-36")
  void aStreamIsNoWayThatCountsAndShowsNothingThatThePatientTookBack() throws Exception {
    Reached physician = physician(name(), null, null);
    Notification first = to(physician, Severity.CRITICAL);
    try (EventStream stream = stream(physician)) {
      send(first);
      awaitTold(
          first,
          new Attempt(Channel.NONE, 1, Outcome.FAILED),
          new Attempt(Channel.SSE, 1, Outcome.DELIVERED));

      ApiClient.Answer withdrawn =
          alice.client().delete("/patients/" + alice.id() + "/consents/HEART_RATE");
      assertThat(withdrawn.status()).isEqualTo(204);
      Notification taken = again(first, 1);
      send(taken);
      awaitTold(taken, new Attempt(Channel.NONE, 1, Outcome.FAILED));
      allows("/consents/HEART_RATE", Map.of());
      Notification last = again(first, 2);
      send(last);
      await().atMost(PATIENCE).until(() -> stream.frames().size() == 2);
      assertThat(stream.frames())
          .extracting(Frame::id)
          .containsExactly(first.id().toString(), last.id().toString());
    }
  }

  private static EventStream stream(Reached person) throws Exception {
    await().atMost(PATIENCE).until(() -> api.context().getBean(MessageStreams.class).ready());
    ApiClient client = api.client().signIn(person.name(), PASSWORD);
    return new EventStream(client, "/people/" + person.id() + "/messages/live", null);
  }

  @Test
  void anAttemptMadeAgainAfterACrashHasItsNewerOutcomeInTheStore() {
    String name = name();
    Reached physician = physician(name, webhooks.answering(200, name), null);
    Notification notification = to(physician, Severity.HIGH);
    // Told by a program that died before its second attempt.
    Delivery earlier =
        new Delivery(
            notification.id(),
            patient,
            notification.alert().alert(),
            physician.id(),
            Channel.WEBHOOK,
            1,
            Outcome.RETRYING,
            NotificationFixture.DECIDED,
            "the webhook could not be reached");
    api.publish(Topics.DELIVERY, patient, Codecs.DELIVERY.encode(earlier));
    await().atMost(PATIENCE).until(() -> !rows(notification).isEmpty());
    send(notification);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rows(notification))
                    .containsExactly(new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED)));
  }

  @Test
  void aStoppedStoreDelaysTheRowsAndNotTheMessage() {
    String name = name();
    Reached physician = physician(name, webhooks.answering(200, name), null);
    Notification notification = to(physician, Severity.HIGH);
    ServerProcess store = api.database().server().process();
    store.pause();
    try {
      send(notification);
      await().atMost(PATIENCE).until(() -> told(notification).size() == 1);
    } finally {
      store.resume();
    }

    assertThat(webhooks.calls(name)).hasSize(1);
    awaitTold(notification, new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));
  }

  @Test
  void aWebhookWhoseAnswerNeverEndsHasTakenTheMessage() {
    String name = name();
    Reached physician = physician(name, webhooks.neverEnding(name), null);
    Notification notification = to(physician, Severity.HIGH);
    send(notification);

    awaitTold(notification, new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));
  }

  @Test
  void whatCannotBeWrittenHasFailedAtOnceAndTheNextIsDelivered() {
    String name = name();
    Reached physician = physician(name, webhooks.answering(200, name), null);
    Notification sound = to(physician, Severity.HIGH);
    AlertTransition a = sound.alert();
    Notification strange =
        new Notification(
            UUID.randomUUID(),
            patient,
            physician.id(),
            Role.TREATING_PHYSICIAN,
            0,
            sound.reason(),
            new AlertTransition(
                a.alert(),
                a.sequence(),
                patient,
                a.family(),
                a.phase(),
                a.cause(),
                a.severity(),
                a.peakSeverity(),
                a.ruleId(),
                a.ruleVersion(),
                null,
                "metric-of-a-later-version",
                a.condition(),
                a.value(),
                a.worst(),
                a.onset(),
                a.at(),
                a.decidedAt(),
                false,
                1,
                List.of(),
                null,
                "",
                null),
            sound.decidedAt());
    send(strange, sound);

    awaitTold(strange, new Attempt(Channel.NONE, 1, Outcome.FAILED));
    awaitTold(sound, new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));
  }

  @Test
  void somebodyWhoCannotBeReachedIsReportedAtOnce() {
    Notification notification = to(physician(name(), null, null), Severity.HIGH);
    send(notification);

    awaitTold(notification, new Attempt(Channel.NONE, 1, Outcome.FAILED));
  }

  /** Sends another one behind, and waits for it: what came before has been taken up then. */
  private void awaitBehind(Reached physician, int step) {
    Notification first =
        NotificationFixture.to(physician.id(), Role.TREATING_PHYSICIAN, Severity.HIGH, patient);
    Notification behind =
        new Notification(
            Notification.idOf(
                first.alert().alert(), Severity.HIGH, 1, first.role(), step, physician.id()),
            patient,
            physician.id(),
            first.role(),
            step,
            Notification.Reason.NOT_ACKNOWLEDGED,
            first.alert(),
            first.decidedAt());
    send(behind);
    awaitTold(behind, new Attempt(Channel.WEBHOOK, 1, Outcome.DELIVERED));
    assertThat(calls(physician.name(), behind)).isEqualTo(1);
  }

  private static long calls(String name, Notification notification) {
    String id = notification.id().toString();
    return webhooks.calls(name).stream()
        .filter(call -> id.equals(call.header(WebhookSignature.NOTIFICATION_HEADER)))
        .count();
  }

  /** Waits for these attempts, on the topic and in the store, and for no others. */
  private static void awaitTold(Notification notification, Attempt... attempts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(told(notification))
                  .map(each -> new Attempt(each.channel(), each.attempt(), each.outcome()))
                  .containsExactlyInAnyOrder(attempts);
              assertThat(rows(notification)).containsExactly(attempts);
            });
  }

  private static List<Delivery> told(Notification notification) {
    return deliveries.values().stream()
        .map(Codecs.DELIVERY::decode)
        .filter(each -> each.notification().equals(notification.id()))
        .toList();
  }

  private static List<Attempt> rows(Notification notification) {
    return api
        .context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT channel, attempt, outcome FROM delivery WHERE notification_id = ?",
            statement -> statement.setObject(1, notification.id()),
            row ->
                new Attempt(
                    Channel.valueOf(row.getString(1)),
                    row.getInt(2),
                    Outcome.valueOf(row.getString(3))))
        .stream()
        .sorted(Attempt.ORDER)
        .toList();
  }

  private static List<MimeMessage> mails(Reached person) {
    return letters(person).filter(letter -> !isCode(letter)).toList();
  }

  private static List<String> codesMailed(Reached person) {
    return letters(person).filter(NotifyIT::isCode).map(NotifyIT::text).toList();
  }

  private static List<String> codesCalled(Reached person) {
    return webhooks.codes(person.name()).stream().map(WebhookSink.Call::body).toList();
  }

  private static Stream<MimeMessage> letters(Reached person) {
    return mail.findReceivedMessages(
        user -> user.getEmail().equals(person.email()), message -> true);
  }

  private static boolean isCode(MimeMessage letter) {
    try {
      return letter.getSubject().equals("Vigie: verification code");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage message) {
    try {
      return String.valueOf(message.getContent());
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Notification to(Reached physician, Severity severity) {
    allows("/care-team", Map.of("treatingPhysician", physician.id()));
    return NotificationFixture.to(physician.id(), Role.TREATING_PHYSICIAN, severity, patient);
  }

  private void allows(String what, Map<String, Object> body) {
    ApiClient.Answer answer = alice.client().put("/patients/" + alice.id() + what, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static String name() {
    return "n-" + UUID.randomUUID();
  }

  private static Reached physician(
      String name, @Nullable String webhookUrl, @Nullable String email) {
    return person("PHYSICIAN", "Doctor", ways(name, webhookUrl, email));
  }

  private static Map<String, String> ways(
      String name, @Nullable String webhookUrl, @Nullable String email) {
    Map<String, String> ways = new HashMap<>(Map.of("username", name, "password", PASSWORD));
    if (webhookUrl != null) {
      ways.put("webhookUrl", webhookUrl);
      ways.put("webhookSecret", SECRET);
      ways.put("webhookRegion", "FR");
    }
    if (email != null) {
      ways.put("email", email);
    }
    return ways;
  }

  private static Reached person(String role, String firstName, Map<String, ?> ways) {
    Map<String, Object> person = new HashMap<>();
    person.put("username", name());
    person.put("role", role);
    person.put("firstName", firstName);
    person.put("lastName", "Person");
    person.put("language", "en");
    if (role.equals("PHYSICIAN")) {
      person.put(
          "professional",
          Map.of(
              "profession",
              "PHYSICIAN",
              "organisationKind",
              "PRACTICE",
              "identifier",
              ApiClient.rpps()));
    }
    person.putAll(ways);
    ApiClient operator = api.operator();
    ApiClient.Answer made = operator.post("/people", person);
    assertThat(made.status()).isEqualTo(201);
    UUID id = UUID.fromString(made.body().get("id").asText());
    Reached reached = new Reached(id, String.valueOf(person.get("username")));
    if (person.containsKey("email")) {
      Codes.verify(operator, id, "MAIL", () -> codesMailed(reached));
    }
    if (person.containsKey("webhookUrl")) {
      Codes.verify(operator, id, "WEBHOOK", () -> codesCalled(reached));
    }
    return reached;
  }

  private void send(Notification... notifications) {
    for (Notification each : notifications) {
      api.publish(Topics.NOTIFICATION, patient, Codecs.NOTIFICATION.encode(each));
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
