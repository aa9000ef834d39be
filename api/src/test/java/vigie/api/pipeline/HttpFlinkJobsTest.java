package vigie.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers as Flink's REST API gives them, over HTTP. */
class HttpFlinkJobsTest {
  private static final String METRICS = "/jobs/j1/vertices/v2/subtasks/metrics";

  private final Map<String, String> answers = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = answers.get(exchange.getRequestURI().toString());
          byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    answers.put(
        "/jobs/overview",
        """
        {"jobs":[{"jid":"j0","name":"vigie-timeline","state":"RUNNING"},
          {"jid":"jx","name":"vigie-alerts","state":"CANCELED"},
          {"jid":"j1","name":"vigie-alerts","state":"RUNNING"}]}""");
    vertices("RUNNING");
    answers.put(
        METRICS,
        """
        [{"id":"patient_alerts.withoutProfile"},{"id":"patient_alerts.degraded"},
          {"id":"numRecordsIn"}]""");
    answers.put(
        METRICS + "?get=patient_alerts.degraded&agg=max",
        "[{\"id\":\"patient_alerts.degraded\",\"max\":1.0}]");
    answers.put(
        METRICS + "?get=patient_alerts.withoutProfile&agg=sum",
        "[{\"id\":\"patient_alerts.withoutProfile\",\"sum\":3.0}]");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatAllSubtasksOfTheDecidingOperatorSayIsTaken() throws Exception {
    assertThat(report()).isEqualTo(new JobReport(true, true, 3));
  }

  @Test
  void aJobWhoseTasksWaitDoesNotRun() throws Exception {
    vertices("SCHEDULED");

    assertThat(report().running()).isFalse();
  }

  @Test
  void metricsThatAreNotThereYetSayNothing() throws Exception {
    answers.put(METRICS, "[]");

    assertThat(report()).isEqualTo(new JobReport(true, false, 0));
  }

  @Test
  void withoutTheJobOrAnAnswerItIsAway() throws Exception {
    answers.put("/jobs/overview", "{\"jobs\":[]}");
    assertThat(report()).isEqualTo(JobReport.AWAY);

    answers.put("/jobs/overview", "<html>");
    assertThat(report()).isEqualTo(JobReport.AWAY);

    server.stop(0);
    assertThat(report()).isEqualTo(JobReport.AWAY);
  }

  private void vertices(String status) {
    answers.put(
        "/jobs/j1",
        """
        {"vertices":[{"id":"v1","name":"Source: readings","status":"RUNNING"},
          {"id":"v2","name":"patient alerts -> (alerts: Writer, notifications: Writer)",
            "status":"%s"}]}"""
            .formatted(status));
  }

  private JobReport report() throws InterruptedException {
    return new HttpFlinkJobs(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .report();
  }
}
