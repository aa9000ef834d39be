package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.Topics;
import vigie.alert.Delivery;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification;
import vigie.alert.Notification.Role;
import vigie.alert.PersonTopics;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiConfig;
import vigie.api.ApiExtension;
import vigie.api.Codes;
import vigie.api.MailServer;
import vigie.api.TopicReader;
import vigie.api.access.Assurance;
import vigie.api.access.SecondFactor;
import vigie.api.notify.MqttApplication.Manner;
import vigie.api.session.Session;
import vigie.api.session.SessionDirectory;
import vigie.api.signin.JwtIssuer;
import vigie.api.signin.JwtKeys;
import vigie.codec.Codecs;
import vigie.local.junit.MqttExtension;
import vigie.reading.PatientId;

/** From a decision on Kafka to a person's application at the real broker, and back. */
class MqttChannelIT {
  private static final MailServer mail = new MailServer();

  @Order(1)
  @RegisterExtension
  static final MqttExtension mqtt = new MqttExtension();

  @Order(2)
  @RegisterExtension
  static final ApiExtension api = new ApiExtension(MqttChannelIT::settings);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static TopicReader deliveries;

  private final Path folder;
  private final ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
  private final ApiClient.SignedIn watched = api.operator().person("PATIENT");
  private final PatientId patient = new PatientId(watched.id());

  MqttChannelIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** An attempt, as the topic tells it. */
  private record Attempt(Channel channel, int attempt, Outcome outcome, String detail) {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(mail.settings());
    settings.put("VIGIE_PEOPLE_MQTT_URL", mqtt.url());
    settings.put("VIGIE_PEOPLE_MQTT_USERNAME", mqtt.notifyUser());
    settings.put("VIGIE_PEOPLE_MQTT_PASSWORD", mqtt.notifySecret());
    return settings;
  }

  @BeforeAll
  static void tellTheBrokerTheKeys() throws Exception {
    deliveries = new TopicReader(api.kafka(), Topics.DELIVERY);
    Files.copy(
        api.config().data().resolve("public-keys.json"),
        mqtt.peopleKeys(),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterAll
  static void stop() {
    deliveries.close();
    mail.close();
  }

  @BeforeEach
  void register() {
    ApiClient.Answer set = physician.client().put(Codes.path(physician.id(), "MQTT"), Map.of());
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    JsonNode way = set.body().get(0);
    assertThat(way.get("address").asText()).isEqualTo(PersonTopics.alerts(physician.id()));
    assertThat(way.get("verifiedAt").isNull()).isTrue();
    allows("/consents/HEART_RATE", Map.of());
    allows("/care-team", Map.of("treatingPhysician", physician.id()));
  }

  private void allows(String what, Map<String, Object> body) {
    ApiClient.Answer answer = watched.client().put("/patients/" + watched.id() + what, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  @Tag("C-18")
  @Tag("C-49")
  void anAlertArrivesOnceTheCodeThatWasHeardThereCameBack() throws Exception {
    try (MqttApplication phone = listening(Manner.SAYS_IT_HAS_IT)) {
      assertThat(outcomes(alert(Role.TREATING_PHYSICIAN), 1))
          .containsExactly(
              new Attempt(Channel.MQTT, 1, Outcome.FAILED, "the address is not verified"));
      assertThat(phone.heard()).isEmpty();

      Codes.verify(physician.client(), physician.id(), "MQTT", phone::heard);
      Notification notification = alert(Role.TREATING_PHYSICIAN);
      assertThat(outcomes(notification, 1))
          .containsExactly(
              new Attempt(Channel.MQTT, 1, Outcome.DELIVERED, "the person's application has it"));
      assertThat(phone.heard().get(phone.heard().size() - 1))
          .contains(notification.id().toString(), "\"value\":142.5");
    }
  }

  @Test
  @Tag("C-24")
  void anEmergencyContactIsToldOfNoHealthData() throws Exception {
    allows("/care-team", Map.of("emergencyContact", physician.id()));
    try (MqttApplication phone = proved()) {
      Notification notification = alert(Role.EMERGENCY_CONTACT);
      assertThat(outcomes(notification, 1))
          .extracting(Attempt::outcome)
          .containsExactly(Outcome.DELIVERED);
      assertThat(phone.heard().get(phone.heard().size() - 1))
          .contains(notification.id().toString())
          .doesNotContain("142.5", "heart", "HR-2");
    }
  }

  @Test
  @Tag("C-24")
  void anEmergencyContactIsToldWhatThePatientOpened() throws Exception {
    allows("/care-team", Map.of("emergencyContact", physician.id(), "contactLevel", "VALUE"));
    try (MqttApplication phone = proved()) {
      Notification notification = alert(Role.EMERGENCY_CONTACT);
      assertThat(outcomes(notification, 1))
          .extracting(Attempt::outcome)
          .containsExactly(Outcome.DELIVERED);
      assertThat(phone.heard().get(phone.heard().size() - 1))
          .contains(notification.id().toString(), "\"categories\":[\"HEART_RATE\"]")
          .contains("\"value\":142.5")
          .doesNotContain("HR-2", "http", watched.id().toString());
    }
  }

  @Test
  void whereNobodyListensTheNextWayIsTriedAtOnce() throws Exception {
    proved().close();
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(physician, address);
    assertThat(outcomes(alert(Role.TREATING_PHYSICIAN), 2))
        .containsExactly(
            new Attempt(Channel.MQTT, 1, Outcome.ABANDONED, "nobody listens at the person's topic"),
            new Attempt(Channel.MAIL, 1, Outcome.DELIVERED, "accepted by the mail server"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAYS_IT_HAS_IT")
  void whatAnApplicationDoesNotSayItHasIsNotDelivered(Manner manner) throws Exception {
    proved().close();
    try (MqttApplication phone = listening(manner)) {
      Notification notification = alert(Role.TREATING_PHYSICIAN);
      assertThat(outcomes(notification, 1))
          .containsExactly(
              new Attempt(
                  Channel.MQTT,
                  1,
                  Outcome.FAILED,
                  "the person's application did not answer in time"));
      assertThat(phone.heard()).hasSize(1);
    }
  }

  @Test
  void aPersonHearsTheirOwnTopicAndPublishesReceiptsOnly() throws Exception {
    UUID other = UUID.randomUUID();
    for (String filter :
        List.of(
            PersonTopics.alerts(other),
            PersonTopics.receipts(physician.id()),
            PersonTopics.EVERY_RECEIPT,
            "vigie/people/v1/+/alerts",
            "vigie/people/v1/#",
            "$share/g/" + PersonTopics.alerts(physician.id()),
            "vigie/v1/+/json",
            "#")) {
      try (MqttApplication phone = signedIn()) {
        assertThat(codeOf(() -> phone.subscribe(filter)))
            .as(filter)
            .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
      }
    }
    try (MqttApplication phone = signedIn()) {
      for (String topic :
          List.of(
              PersonTopics.alerts(physician.id()),
              PersonTopics.alerts(other),
              PersonTopics.receipts(other),
              "vigie/v1/" + physician.id() + "/json")) {
        assertThat(codeOf(() -> phone.publish(topic)))
            .as(topic)
            .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
      }
    }
  }

  @Test
  void onlyAGoodTokenOfOnesOwnSignsIn() throws Exception {
    String id = physician.id().toString();
    String good = String.valueOf(physician.client().token());
    String clientId = "person-" + id;
    ApiConfig elsewhere = ApiConfig.of(Map.of("VIGIE_DATA", folder.toString()));
    String forged =
        token(new JwtKeys(elsewhere, new SessionDirectory(), Clock.systemUTC()), Duration.ZERO);
    String expired = token(keys(), ApiConfig.TOKEN_LIFE.negated());

    assertRefused(id, forged, clientId, MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    assertRefused(id, expired, clientId, MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    assertRefused(id, "guess", clientId, MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID);
    assertRefused(id, "guess", "x", MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    String other = patient.value().toString();
    assertRefused(other, good, clientId, MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    assertRefused(id, good, "person-" + other, MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID);
    assertRefused(id, good, "vigie-notify-1", MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID);
    MqttConnectionOptions leaving = MqttApplication.options(id, good);
    leaving.setWill(
        PersonTopics.receipts(physician.id()),
        new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), 1, false, null));
    assertThatThrownBy(
            () -> MqttApplication.signIn(mqtt.url(), clientId, Manner.MUTE, leaving).close())
        .isInstanceOfSatisfying(
            MqttException.class,
            e ->
                assertThat(e.getReasonCode()).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));
    MqttApplication.signIn(mqtt.url(), id, good, clientId).close();
  }

  @Test
  void aSessionEndsWithItsToken() throws Exception {
    String ending = token(keys(), ApiConfig.TOKEN_LIFE.negated().plusSeconds(5));
    try (MqttApplication phone =
        MqttApplication.listen(mqtt.url(), physician.id(), ending, Manner.MUTE)) {
      assertThat(phone.awaitEnd(PATIENCE)).isTrue();
    }
  }

  @Test
  void whoSignsOutHearsNothingMoreAndThatTokenLetsNobodyInAgain() throws Exception {
    String id = physician.id().toString();
    ApiClient other = physician.signInAgain();
    String token = String.valueOf(other.token());
    try (MqttApplication phone =
        MqttApplication.listen(mqtt.url(), physician.id(), token, Manner.MUTE)) {
      String session = "/people/" + id + "/sessions/" + other.session();
      assertThat(other.delete(session).status()).isEqualTo(204);
      // The broker reads it where its file of keys is.
      Files.copy(
          api.config().data().resolve("ended-sessions.csv"),
          mqtt.peopleKeys().resolveSibling("ended-sessions.csv"),
          StandardCopyOption.REPLACE_EXISTING);
      assertThat(phone.awaitEnd(PATIENCE)).isTrue();
    }
    assertRefused(id, token, "person-" + id, MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    signedIn().close();
  }

  @Test
  void aBrokerThatIsAwayFailsWithItsReasonAndServesAgainWhenItIsBack() throws Exception {
    proved().close();
    mqtt.server().process().kill();
    List<Attempt> away;
    try {
      away = outcomes(alert(Role.TREATING_PHYSICIAN), 3);
    } finally {
      mqtt.server().process().start(Duration.ofMinutes(2));
    }
    assertThat(away)
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.RETRYING, Outcome.RETRYING, Outcome.FAILED);
    assertThat(away.get(2).detail()).isEqualTo("the MQTT broker could not be reached");

    try (MqttApplication phone = listening(Manner.SAYS_IT_HAS_IT)) {
      assertThat(outcomes(alert(Role.TREATING_PHYSICIAN), 1))
          .extracting(Attempt::outcome)
          .containsExactly(Outcome.DELIVERED);
      assertThat(phone.heard()).hasSize(1);
    }
  }

  @Test
  void anotherTopicThanOnesOwnIsNoAddress() {
    ApiClient.Answer answer =
        physician
            .client()
            .put(
                Codes.path(physician.id(), "MQTT"),
                Map.of("address", PersonTopics.alerts(patient.value())));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("must be left out");
  }

  /** Registered and proved; listens, and says what it has. */
  private MqttApplication proved() throws MqttException {
    MqttApplication phone = listening(Manner.SAYS_IT_HAS_IT);
    Codes.verify(physician.client(), physician.id(), "MQTT", phone::heard);
    return phone;
  }

  private MqttApplication listening(Manner manner) throws MqttException {
    String token = String.valueOf(physician.client().token());
    return MqttApplication.listen(mqtt.url(), physician.id(), token, manner);
  }

  private MqttApplication signedIn() throws MqttException {
    String id = physician.id().toString();
    String token = String.valueOf(physician.client().token());
    return MqttApplication.signIn(mqtt.url(), id, token, "person-" + id);
  }

  private static JwtKeys keys() {
    return api.context().getBean(JwtKeys.class);
  }

  /** A token of the physician's as it would have been issued so much later. */
  private String token(JwtKeys keys, Duration later) {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    Instant now = clock.instant();
    Session session =
        new Session(UUID.randomUUID(), physician.id(), now, false, now.plus(Session.LIFE));
    return new JwtIssuer(keys, new Assurance(SecondFactor.OFFERED), api.config(), clock)
        .issue(session, vigie.api.access.Role.PHYSICIAN)
        .access_token();
  }

  private static void assertRefused(String user, String token, String clientId, int code) {
    assertThatThrownBy(() -> MqttApplication.signIn(mqtt.url(), user, token, clientId).close())
        .isInstanceOfSatisfying(
            MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(code));
  }

  /** Something that the broker answers with a reason code. */
  private interface Asking {
    int ask() throws MqttException;
  }

  /** Paho gives some refusals back and throws others. */
  private static int codeOf(Asking asking) {
    try {
      return asking.ask();
    } catch (MqttException e) {
      return e.getReasonCode();
    }
  }

  private Notification alert(Role role) throws Exception {
    Notification first = NotificationFixture.to(physician.id(), role, Severity.HIGH, patient);
    Notification notification =
        new Notification(
            UUID.randomUUID(),
            patient,
            first.recipient(),
            role,
            0,
            first.reason(),
            first.alert(),
            first.decidedAt());
    api.publish(Topics.NOTIFICATION, patient, Codecs.NOTIFICATION.encode(notification));
    return notification;
  }

  private static List<Attempt> outcomes(Notification notification, int number) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                deliveries.values().stream()
                    .map(Codecs.DELIVERY::decode)
                    .filter(each -> each.notification().equals(notification.id()))
                    .map(MqttChannelIT::attempt)
                    .toList(),
            told -> told.size() == number);
  }

  private static Attempt attempt(Delivery told) {
    return new Attempt(told.channel(), told.attempt(), told.outcome(), told.detail());
  }
}
