package vigie.api.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.Codes;
import vigie.api.MailServer;
import vigie.api.WebhookSink;
import vigie.api.schedule.Timekeeper;
import vigie.api.store.JdbcDatabase;

/** A drill over a real mail server and a real webhook. */
class DrillIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension
  static final ApiExtension api = new ApiExtension(mail.settings("127.0.0.1/32"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static WebhookSink webhooks;

  private ApiClient.SignedIn physician;
  private String address;

  @BeforeAll
  static void startWebhooks() throws IOException {
    webhooks = new WebhookSink();
  }

  @AfterAll
  static void stopSinks() {
    webhooks.close();
    mail.close();
  }

  @BeforeEach
  void enrol() {
    physician = api.operator().person("PHYSICIAN");
    address = UUID.randomUUID() + "@mail.test";
    mail.reach(physician, address);
  }

  @Test
  void everyProvenChannelIsSentAMarkedMessageThatIsNoAlert() {
    String unproven = UUID.randomUUID() + "@mail.test";
    ApiClient.SignedIn other = api.operator().person("PHYSICIAN");
    other.client().put(Codes.path(other.id(), "MAIL"), Map.of("address", unproven));

    JsonNode drill = drill(api.operator().post("/drills", Map.of()));

    assertThat(mail.letters(address)).hasSize(2); // The code is the first.
    MailServer.Letter letter = mail.letters(address).get(1);
    assertThat(letter.subject()).isEqualTo("HTEST Vigie : exercice, pas une alerte");
    assertThat(letter.text()).startsWith("HTEST");
    assertThat(mail.letters(unproven)).isEmpty();
    JsonNode result = result(drill, physician.id(), "MAIL");
    assertThat(result.get("mark").asText()).isEqualTo("HTEST");
    assertThat(result.get("outcome").asText()).isEqualTo("DELIVERED");
    assertThat(drill.toString()).doesNotContain(other.id().toString(), address);
    assertThat(drill.get("by").asText()).isNotEqualTo("null");
    assertThat(alertRows()).isZero();
    assertThat(api.client().get("/prometheus").text())
        .contains("vigie_drill_messages_total{channel=\"mail\",outcome=\"delivered\"}")
        .doesNotContain("vigie_notify_attempts_total");
  }

  @Test
  void aChannelThatIsBrokenStandsFirstAndSaysWhy() {
    String name = "n-" + UUID.randomUUID();
    physician
        .client()
        .put(
            Codes.path(physician.id(), "WEBHOOK"),
            Map.of(
                "address",
                webhooks.answering(500, name),
                "secret",
                "a secret of the webhook",
                "region",
                "FR"));
    Codes.verify(
        physician.client(),
        physician.id(),
        "WEBHOOK",
        () -> webhooks.codes(name).stream().map(WebhookSink.Call::body).toList());

    JsonNode drill = drill(api.operator().post("/drills", Map.of()));

    JsonNode first = drill.get("results").get(0);
    assertThat(first.get("outcome").asText()).isEqualTo("FAILED");
    assertThat(first.get("detail").asText()).isEqualTo("the webhook answered 500");
    assertThat(drill.get("failed").asInt()).isPositive();
    assertThat(result(drill, physician.id(), "MAIL").get("outcome").asText())
        .isEqualTo("DELIVERED");
    List<WebhookSink.Call> calls = webhooks.calls(name);
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).body())
        .contains("\"kind\":\"DRILL\"", "\"test\":\"HTEST\"", "\"severity\":\"CRITICAL\"");
  }

  @Test
  void theCalendarBeginsOneEveryWeek() {
    Timekeeper timekeeper = api.context().getBean(Timekeeper.class);
    Instant nextWeek = Instant.now().plus(Duration.ofDays(7));
    timekeeper.tick(nextWeek);
    await().atMost(PATIENCE).until(() -> !newest().get("finishedAt").isNull());
    timekeeper.tick(nextWeek.plusSeconds(60));
    assertThat(newest().get("by").isNull()).isTrue();
    assertThat(mail.letters(address)).hasSize(2);
  }

  @Test
  void twoDoNotRunAtOnce() {
    UUID running = UUID.randomUUID();
    row("INSERT INTO drill (drill_id, begun_at) VALUES (?, now())", running);
    try {
      assertThat(api.operator().post("/drills", Map.of()).status()).isEqualTo(409);
    } finally {
      row("UPDATE drill SET finished_at = now() WHERE drill_id = ?", running);
    }
  }

  @Test
  void onlyAnOperatorMayAsk() {
    assertThat(physician.client().get("/drills").status()).isEqualTo(403);
    assertThat(physician.client().post("/drills", Map.of()).status()).isEqualTo(403);
  }

  /** Waits until it has ended. */
  private static JsonNode drill(ApiClient.Answer begun) {
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    String id = begun.body().get("drill").asText();
    return await()
        .atMost(PATIENCE)
        .until(() -> find(id), drill -> !drill.get("finishedAt").isNull());
  }

  private static JsonNode find(String id) {
    for (JsonNode drill : api.operator().get("/drills").body()) {
      if (drill.get("drill").asText().equals(id)) {
        return drill;
      }
    }
    throw new AssertionError("no drill " + id);
  }

  private static JsonNode newest() {
    return api.operator().get("/drills").body().get(0);
  }

  private static JsonNode result(JsonNode drill, UUID person, String channel) {
    for (JsonNode result : drill.get("results")) {
      if (result.get("person").asText().equals(person.toString())
          && result.get("channel").asText().equals(channel)) {
        return result;
      }
    }
    throw new AssertionError(person + " has no result on " + channel);
  }

  private static long alertRows() {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT (SELECT count(*) FROM notification) + (SELECT count(*) FROM delivery)",
            JdbcDatabase.Parameters.NONE,
            row -> row.getLong(1))
        .get(0);
  }

  private static void row(String sql, UUID drill) {
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(connection, sql, statement -> statement.setObject(1, drill)));
  }
}
