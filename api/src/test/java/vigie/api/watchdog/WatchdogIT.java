package vigie.api.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.access.SyntheticPeople;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;

/**
 * The watchdog over real intake, Kafka, notifier, webhook and mail: first nothing decides, then the
 * engine does.
 */
class WatchdogIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(settings());

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(mail.settings());
    settings.put("VIGIE_WATCHDOG_PERIOD", "PT10S");
    settings.put("VIGIE_WATCHDOG_PATIENCE", "PT8S");
    return settings;
  }

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @Test
  void operatorsAreAlarmedOnceWhenNothingDecidesAndToldWhenAlertsArriveAgain() throws Exception {
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(api.operator().person("OPERATOR"), address);

    await().atMost(PATIENCE).until(() -> mail.letters(address).size() > 1); // The code is one.
    MailServer.Letter alarm = mail.letters(address).get(1);
    assertThat(alarm.subject()).isEqualTo("Vigie : ALARME, l'alerte d'essai n'est pas arrivée");
    assertThat(alarm.text())
        .contains("n'est pas arrivée en 8 s", "ni la base ni les alertes ne la connaissent");
    assertThat(health().get("alerts").asText()).isEqualTo("LOST");
    assertThat(health().get("lostAt").asText()).isEqualTo("READING");
    assertThat(metrics())
        .contains(
            "vigie_operator_alarm{cause=\"watchdog\"} 1",
            "vigie_watchdog_lost_total{place=\"reading\"}");

    try (EngineOnKafka engine =
        new EngineOnKafka(
            api.kafka().bootstrapServers(),
            api.context().getBean(KafkaPatientKeys.class),
            api.context().getBean(KafkaSeal.class))) {
      assertThat(engine).isNotNull();
      await().atMost(PATIENCE).until(() -> health().get("alerts").asText().equals("ARRIVE"));
      await().atMost(PATIENCE).until(() -> mail.letters(address).size() > 2);
      // Once more from the begin, which needs that the answer has ended the alert before.
      String first = health().get("lastArrived").asText();
      await().atMost(PATIENCE).until(() -> !health().get("lastArrived").asText().equals(first));
    }

    assertThat(mail.letters(address))
        .extracting(MailServer.Letter::subject)
        .containsExactly(
            "Vigie : code de vérification",
            "Vigie : ALARME, l'alerte d'essai n'est pas arrivée",
            "Vigie : fin d'alarme, l'alerte d'essai n'est pas arrivée");
    assertThat(metrics())
        .contains("vigie_operator_alarm{cause=\"watchdog\"} 0", "vigie_watchdog_arrived_seconds")
        .doesNotContain("vigie_notify_attempts_total", "vigie_alert_delay_seconds");
    ApiClient operator = api.operator();
    assertThat(operator.get("/delays").body().findValuesAsText("count"))
        .allMatch(count -> count.equals("0"));
    assertThat(operator.get("/deliveries").text())
        .doesNotContain(SyntheticPeople.PATIENT.toString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        operator
                            .get("/deliveries?patient=" + SyntheticPeople.PATIENT)
                            .body()
                            .findValuesAsText("outcome"))
                    .contains("DELIVERED"));
    assertThat(operator.get("/unreachable").text())
        .doesNotContain(SyntheticPeople.PATIENT.toString());
  }

  private static JsonNode health() {
    List<JsonNode> found =
        api.client().get("/health").body().findValues("watchdog").stream()
            .map(node -> node.get("details"))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String metrics() {
    return api.client().get("/prometheus").text();
  }
}
