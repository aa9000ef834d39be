package vigie.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks Flink's REST API about its jobs. */
final class HttpFlinkRest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;

  /** Takes the address without a slash at its end. */
  HttpFlinkRest(URI address) {
    this.address = address;
  }

  /**
   * Every job that the JobManager knows.
   *
   * @throws IOException when it does not answer
   */
  List<JobStatus> jobs() throws IOException, InterruptedException {
    List<JobStatus> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      String id = job.path("jid").asText();
      JsonNode checkpoints = get("/jobs/" + id + "/checkpoints");
      JsonNode completed = checkpoints.path("latest").path("completed");
      long millis = completed.path("latest_ack_timestamp").asLong(0);
      jobs.add(
          new JobStatus(
              job.path("name").asText(),
              id,
              job.path("state").asText(),
              millis == 0 ? "" : Instant.ofEpochMilli(millis).toString(),
              restarts(id)));
    }
    return jobs;
  }

  private long restarts(String id) throws IOException, InterruptedException {
    JsonNode metrics = get("/jobs/" + id + "/metrics?get=numRestarts");
    return metrics.path(0).path("value").asLong(0);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode());
    }
    return MAPPER.readTree(answer.body());
  }
}
