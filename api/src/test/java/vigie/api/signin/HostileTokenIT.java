package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;

/** Hostile tokens at the door: each is refused for its own reason, and noted with it. */
@Tag("C-40")
class HostileTokenIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  @Test
  void theSameTokenWithoutFaultIsTaken() throws Exception {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String token = HostileTokens.sound(key(), patient.id().toString(), Instant.now());

    assertThat(api.client().with(token).get(path(patient)).status()).isEqualTo(200);
  }

  @TestFactory
  Stream<DynamicTest> eachHostileTokenIsRefusedForItsReason() throws Exception {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    List<HostileTokens.Hostile> all =
        HostileTokens.all(key(), patient.id().toString(), Instant.now());
    assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    return all.stream()
        .map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> refused(hostile, patient)));
  }

  private static void refused(HostileTokens.Hostile hostile, ApiClient.SignedIn patient) {
    String request = "hostile-" + UUID.randomUUID();

    ApiClient.Answer answer =
        api.client().with(hostile.token()).send("GET", path(patient), null, request);

    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.body().get("code").asText()).isEqualTo("BAD_TOKEN");
    assertThat(answer.body().get("detail").asText()).startsWith(hostile.reason() + ":");
    Awaitility.await()
        .untilAsserted(() -> assertThat(noted(request)).containsExactly(hostile.reason()));
  }

  private static List<String> noted(String request) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT reason FROM audit WHERE request_id = ? AND NOT allowed",
            statement -> statement.setString(1, request),
            row -> row.getString(1));
  }

  private static String path(ApiClient.SignedIn patient) {
    return "/patients/" + patient.id() + "/latest";
  }

  private static ECKey key() throws Exception {
    return ECKey.parse(Files.readString(api.config().data().resolve("signing-key.json")));
  }
}
