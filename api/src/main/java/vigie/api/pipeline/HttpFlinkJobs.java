package vigie.api.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** AlertJob's state and metrics, asked of Flink's REST API. */
final class HttpFlinkJobs {
  private static final String JOB = "vigie-alerts";

  /** The operator that decides; Flink's names of its metrics end as the job names them. */
  private static final String OPERATOR = "patient alerts";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI address;

  /** Takes the address of Flink's REST API. */
  HttpFlinkJobs(URI address) {
    this.address = address;
  }

  /** What it says now; {@link JobReport#AWAY} when there is no answer. */
  JobReport report() throws InterruptedException {
    try {
      for (JsonNode job : get("/jobs/overview").path("jobs")) {
        if (job.path("name").asText().equals(JOB) && job.path("state").asText().equals("RUNNING")) {
          return report(job.path("jid").asText());
        }
      }
    } catch (IOException e) {
      // Said by the report.
    }
    return JobReport.AWAY;
  }

  private JobReport report(String job) throws IOException, InterruptedException {
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().contains(OPERATOR)) {
        // A job is RUNNING while it waits for a TaskManager: only its tasks tell.
        boolean running = vertex.path("status").asText().equals("RUNNING");
        String metrics =
            "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
        return new JobReport(
            running,
            value(metrics, ".degraded", "max") > 0,
            Math.round(value(metrics, ".withoutProfile", "sum")));
      }
    }
    return JobReport.AWAY;
  }

  /** Of all subtasks; 0 while Flink has not gathered it yet. */
  private double value(String metrics, String end, String how)
      throws IOException, InterruptedException {
    Optional<String> name = Optional.empty();
    for (JsonNode metric : get(metrics)) {
      String id = metric.path("id").asText();
      name = id.endsWith(end) ? Optional.of(id) : name;
    }
    if (name.isEmpty()) {
      return 0;
    }
    String asked = URLEncoder.encode(name.get(), StandardCharsets.UTF_8);
    return get(metrics + "?get=" + asked + "&agg=" + how).path(0).path(how).asDouble(0);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode());
    }
    return json.readTree(answer.body());
  }
}
