package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vigie.Keyed128;
import vigie.key.MasterKey;
import vigie.local.ClassPaths;
import vigie.local.FlinkJob;
import vigie.local.FlinkSettings;
import vigie.local.junit.FlinkExtension;
import vigie.local.junit.KafkaExtension;

/** What the API asks Flink about AlertJob, to alarm operators, stands there under these names. */
class AlertJobMetricsIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @RegisterExtension
  static final FlinkExtension FLINK =
      new FlinkExtension(ClassPaths.of("jobs"), FlinkSettings.DEFAULT);

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String id = Keyed128.of("alert job metrics").toString().replace("-", "");
  private final FlinkJob job =
      new FlinkJob(
          "alert job",
          id,
          "vigie.jobs.alert.AlertJob",
          List.of(
              "--" + AlertJobConfig.BOOTSTRAP_SERVERS,
              KAFKA.bootstrapServers(),
              "--" + MasterKey.SETTING,
              KAFKA.patientKeysFile().toString()),
          1);

  /** Or it would decide on what other tests send, on the same topics. */
  @AfterEach
  void stop(@TempDir Path savepoints) throws IOException {
    FLINK.cluster().stop(job, savepoints, PATIENCE);
  }

  @Test
  void theDecidingOperatorsStateAndMetricsAreAnswered() throws Exception {
    try (AlertTopics topics = new AlertTopics(KAFKA)) {
      topics.create();
    }
    FLINK.cluster().ensureRunning(job);

    assertThat(get("/jobs/overview").path("jobs").findValuesAsText("name"))
        .contains("vigie-alerts");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode vertex = vertex(id);
              assertThat(vertex.path("status").asText()).isEqualTo("RUNNING");
              String metrics =
                  "/jobs/" + id + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
              for (String name : List.of("degraded", "withoutProfile")) {
                String asked = id(metrics, "." + name);
                assertThat(get(metrics + "?get=" + asked + "&agg=max").path(0).path("max").asText())
                    .isEqualTo("0.0");
              }
            });
  }

  private static JsonNode vertex(String job) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().contains("patient alerts")) {
        found.add(vertex);
      }
    }
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String id(String metrics, String end) throws Exception {
    List<String> found =
        get(metrics).findValuesAsText("id").stream().filter(id -> id.endsWith(end)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(FLINK.cluster().url() + path)).build();
    return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
