package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.Topics;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.Codes;
import vigie.api.MailServer;
import vigie.api.TopicReader;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.reading.PatientId;

/** A person proves a channel by the code that a real mail server was given for them. */
class VerificationIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static TopicReader deliveries;

  private ApiClient.SignedIn physician;
  private ApiClient.SignedIn patient;
  private String address;

  @BeforeAll
  static void listen() {
    deliveries = new TopicReader(api.kafka(), Topics.DELIVERY);
  }

  @AfterAll
  static void stopSinks() {
    deliveries.close();
    mail.close();
  }

  @BeforeEach
  void enrol() {
    physician = api.operator().person("PHYSICIAN");
    patient = api.operator().person("PATIENT");
    String own = "/patients/" + patient.id();
    patient.client().put(own + "/consents/HEART_RATE", Map.of());
    patient.client().put(own + "/care-team", Map.of("treatingPhysician", physician.id()));
    address = setAddress();
  }

  @Test
  @Tag("C-18")
  @Tag("C-49")
  void nothingGoesToAnAddressBeforeItsCodeCameBack() throws Exception {
    Delivery refused = outcomeOf(alert());
    assertThat(refused.outcome()).isEqualTo(Delivery.Outcome.FAILED);
    assertThat(refused.channel()).isEqualTo(Delivery.Channel.MAIL);
    assertThat(refused.detail()).isEqualTo("the address is not verified");
    assertThat(letters()).isEmpty();

    Codes.verify(physician.client(), physician.id(), "MAIL", this::letters);

    assertThat(outcomeOf(alert()).outcome()).isEqualTo(Delivery.Outcome.DELIVERED);
    assertThat(letters()).hasSize(2);
  }

  @Test
  void anotherAddressIsNotProvenByTheCodeOfTheOneBefore() throws Exception {
    Codes.verify(physician.client(), physician.id(), "MAIL", this::letters);
    String code = Codes.send(physician.client(), physician.id(), "MAIL", this::letters);

    address = setAddress();
    assertThat(verifiedAt()).isEqualTo("null");
    ApiClient.Answer answer = Codes.type(physician.client(), physician.id(), "MAIL", code);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("no code was sent");
    assertThat(outcomeOf(alert()).detail()).isEqualTo("the address is not verified");
  }

  @Test
  void theSameAddressAgainStaysProven() {
    Codes.verify(physician.client(), physician.id(), "MAIL", this::letters);
    physician.client().put(Codes.path(physician.id(), "MAIL"), Map.of("address", address));
    assertThat(verifiedAt()).isNotEqualTo("null");
  }

  @Test
  void afterFiveWrongCodesTheRightOneIsRefusedToo() {
    String code = Codes.send(physician.client(), physician.id(), "MAIL", this::letters);
    for (int i = 0; i < 5; i++) {
      assertThat(Codes.type(physician.client(), physician.id(), "MAIL", "0000000000").status())
          .isEqualTo(422);
    }
    ApiClient.Answer answer = Codes.type(physician.client(), physician.id(), "MAIL", code);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("too many wrong codes");
    assertThat(verifiedAt()).isEqualTo("null");
  }

  @Test
  void anOperatorMayTypeWhatThePersonReadsOutButNotChangeTheAddress() {
    Codes.verify(api.operator(), physician.id(), "MAIL", this::letters);
    assertThat(verifiedAt()).isNotEqualTo("null");

    ApiClient.Answer answer =
        api.operator()
            .put(Codes.path(physician.id(), "MAIL"), Map.of("address", "operator@vigie.test"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("NOT_THE_PERSON");
  }

  @Test
  void aCodeIsNowhereInTheStore() {
    String code = Codes.send(physician.client(), physician.id(), "MAIL", this::letters);
    List<String> hashes =
        api.context()
            .getBean(JdbcDatabase.class)
            .query(
                "SELECT hash FROM people.channel_code WHERE person_id = ?",
                statement -> statement.setObject(1, physician.id()),
                row -> row.getString(1));
    assertThat(hashes).hasSize(1).allMatch(hash -> hash.startsWith("$2")).doesNotContain(code);
  }

  @Test
  void tenCodesAnHourAndNoMore() {
    for (int i = 0; i < 10; i++) {
      Codes.send(physician.client(), physician.id(), "MAIL", this::letters);
    }
    ApiClient.Answer answer =
        physician.client().post(Codes.path(physician.id(), "MAIL") + "/code", Map.of());
    assertThat(answer.status()).isEqualTo(429);
    assertThat(letters()).hasSize(10);
  }

  @Test
  void whatIsNoAddressOrNoChannelIsRefused() {
    ApiClient client = physician.client();
    assertThat(client.put(Codes.path(physician.id(), "MAIL"), Map.of("address", "x")).status())
        .isEqualTo(422);
    assertThat(client.put(Codes.path(physician.id(), "MAIL"), Map.of()).status()).isEqualTo(422);
    assertThat(
            client
                .put(
                    Codes.path(physician.id(), "WEBHOOK"),
                    Map.of("address", "https://vigie.test", "secret", "short"))
                .status())
        .isEqualTo(422);
    assertThat(client.put(Codes.path(physician.id(), "NONE"), Map.of("address", "x")).status())
        .isEqualTo(422);
    assertThat(client.post(Codes.path(physician.id(), "WEBHOOK") + "/code", Map.of()).status())
        .isEqualTo(409);
    assertThat(Codes.type(client, physician.id(), "MAIL", " ").status()).isEqualTo(422);
  }

  @Test
  void noCodeIsSentIntoANetworkOfOurOwn() {
    for (String host :
        List.of("127.0.0.1:9", "localhost:9", "[::1]", "169.254.169.254", "10.1.2.3")) {
      Map<String, String> webhook =
          Map.of(
              "address", "http://" + host + "/",
              "secret", "a secret of the webhook",
              "region", "FR");
      String path = Codes.path(physician.id(), "WEBHOOK");
      assertThat(physician.client().put(path, webhook).status()).isEqualTo(200);
      ApiClient.Answer answer = physician.client().post(path + "/code", Map.of());
      assertThat(answer.status()).as(host).isEqualTo(503);
      assertThat(answer.text()).contains("leads into a network of our own");
    }
  }

  @ParameterizedTest
  @Tag("C-97")
  @CsvSource({
    "FR,   ,                 200, FR is taken",
    "RE,   ,                 200, RE is part of the Union",
    "NO,   ,                 200, NO is in the area",
    "FR,   ADEQUACY,         422, transferBasis must be left out",
    "US,   ,                 422, transferBasis must be there",
    "US,   STANDARD_CLAUSES, 200, US is taken",
    "CH,   ADEQUACY,         200, CH is taken",
    "XX,   ADEQUACY,         422, region must be a country",
    "  ,   ,                 422, region must be there",
  })
  void aWebhookSaysWhereItIsAndByWhatDataMayGoThere(
      @Nullable String region, @Nullable String basis, int status, String words) {
    Map<String, Object> webhook = new HashMap<>();
    webhook.put("address", "https://vigie.test/");
    webhook.put("secret", "a secret of the webhook");
    webhook.put("region", region);
    webhook.put("transferBasis", basis);

    ApiClient.Answer answer =
        physician.client().put(Codes.path(physician.id(), "WEBHOOK"), webhook);

    assertThat(answer.status()).as(words).isEqualTo(status);
    if (status == 422) {
      assertThat(answer.body().get("detail").asText()).startsWith(words);
    } else {
      assertThat(answer.body())
          .filteredOn(way -> way.get("channel").asText().equals("WEBHOOK"))
          .extracting(way -> way.get("region").asText(), way -> way.get("transferBasis").asText())
          .containsExactly(tuple(region, String.valueOf(basis)));
    }
  }

  private String setAddress() {
    String fresh = UUID.randomUUID() + "@mail.test";
    ApiClient.Answer set =
        physician.client().put(Codes.path(physician.id(), "MAIL"), Map.of("address", fresh));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    return fresh;
  }

  private String verifiedAt() {
    ApiClient.Answer ways = physician.client().get("/people/" + physician.id() + "/channels");
    assertThat(ways.body()).hasSize(1);
    assertThat(ways.body().get(0).get("address").asText()).isEqualTo(address);
    return ways.body().get(0).get("verifiedAt").asText();
  }

  private List<String> letters() {
    return mail.texts(address);
  }

  /** An alert of its own each time. */
  private Notification alert() throws Exception {
    PatientId whose = new PatientId(patient.id());
    Notification first =
        NotificationFixture.to(physician.id(), Role.TREATING_PHYSICIAN, Severity.HIGH, whose);
    Notification notification =
        new Notification(
            UUID.randomUUID(),
            whose,
            first.recipient(),
            first.role(),
            0,
            first.reason(),
            first.alert(),
            first.decidedAt());
    api.publish(Topics.NOTIFICATION, whose, Codecs.NOTIFICATION.encode(notification));
    return notification;
  }

  private static Delivery outcomeOf(Notification notification) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                deliveries.values().stream()
                    .map(Codecs.DELIVERY::decode)
                    .filter(each -> each.notification().equals(notification.id()))
                    .toList(),
            told -> told.size() == 1)
        .get(0);
  }
}
