package vigie.api.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;

/** That monitoring is degraded, shown to clinicians (TK-6). */
class MonitoringIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Fault LATE = new Fault("en retard", "late");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    patient
        .client()
        .put(
            "/patients/" + patient.id() + "/care-team",
            Map.of("treatingPhysician", physician.id()));
  }

  @Test
  void worklistAlertsAndOverviewSayThatMonitoringIsDegradedWhileItIs() throws Exception {
    OperatorAlarms alarms = api.context().getBean(OperatorAlarms.class);
    String own = "/patients/" + patient.id();
    Set<String> routes = Set.of("/alerts", own + "/alerts", own + "/overview", own + "/latest");
    for (String route : routes) {
      assertThat(header(physician.client(), route)).as(route).contains("ok");
    }
    alarms.note(AlarmCause.READINGS_LATE, LATE, Instant.now());
    alarms.note(AlarmCause.RULE_OFF, LATE, Instant.now());
    for (String route : routes) {
      assertThat(header(physician.client(), route))
          .as(route)
          .contains("degraded; by=READINGS_LATE");
    }
    assertThat(header(physician.client(), own + "/care-team")).isEmpty();
    assertThat(header(api.client(), "/alerts")).isEmpty();

    alarms.note(AlarmCause.READINGS_LATE, null, Instant.now());
    assertThat(header(physician.client(), "/alerts")).contains("ok");
  }

  private static Optional<String> header(ApiClient client, String path) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(client.base().resolve(path)).header("Purpose-Of-Use", "ALERTING");
    if (client.token() != null) {
      request.header("Authorization", "Bearer " + client.token());
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue(HttpMonitoring.HEADER);
  }
}
