package vigie.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;

/** A rule that is switched off, told to operators over a real mail server. */
class PipelineIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @Test
  void everyOperatorIsToldOfARuleThatIsOffAndOfItsEnd() {
    List<String> addresses = List.of(address(), address());
    for (String address : addresses) {
      mail.reach(api.operator().person("OPERATOR"), address);
    }
    PipelineWatch watch = api.context().getBean(PipelineWatch.class);
    Instant now = Instant.now();
    String until = now.plus(Duration.ofHours(2)).toString();
    ApiClient.Answer off =
        api.operator().post("/rules/AF-1/off", Map.of("until", until, "reason", "a test of ours"));
    assertThat(off.status()).as(off.text()).isEqualTo(200);

    watch.lookAtRules(now);
    watch.lookAtRules(now.plusSeconds(30));
    watch.lookAtRules(now.plus(Duration.ofHours(3)));

    // Kafka is shared with other tests.
    api.operator().post("/rules/AF-1/on", Map.of("reason", "the test is over"));

    for (String address : addresses) {
      List<MailServer.Letter> letters = mail.letters(address);
      assertThat(letters)
          .extracting(MailServer.Letter::subject)
          .containsExactly(
              "Vigie : code de vérification",
              "Vigie : ALARME, une règle est désactivée",
              "Vigie : fin d'alarme, une règle est désactivée");
      assertThat(letters.get(1).text()).contains("AF-1 jusqu'au ");
    }
  }

  private static String address() {
    return UUID.randomUUID() + "@mail.test";
  }
}
