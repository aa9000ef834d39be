package vigie.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Talks to the JobManager over its REST API. */
final class FlinkRest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Building a job's graph on a busy machine. */
  private static final Duration SUBMIT_TIMEOUT = Duration.ofMinutes(2);

  private final URI root;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  FlinkRest(int port) {
    this.root = URI.create("http://127.0.0.1:" + port);
  }

  /** How many TaskManagers are registered. */
  long taskManagers() throws IOException {
    return get("/overview").at("taskmanagers").number();
  }

  /** The job's state in Flink's words; empty when this JobManager does not know the job. */
  Optional<String> state(String jobId) throws IOException {
    return get("/jobs/overview").at("jobs").items().stream()
        .filter(job -> job.at("jid").text().equals(jobId))
        .map(job -> job.at("state").text())
        .findFirst();
  }

  /** Whether all of the job's tasks run, so that nothing is being restored. */
  boolean allTasksRun(String jobId) throws IOException {
    return get("/jobs/overview").at("jobs").items().stream()
        .filter(job -> job.at("jid").text().equals(jobId))
        .map(job -> job.at("tasks"))
        .anyMatch(tasks -> tasks.at("running").number() == tasks.at("total").number());
  }

  /**
   * Ends the job with a savepoint.
   *
   * @return the request, whose end {@link #savepoint} tells
   */
  String stop(String jobId, Path folder) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("targetDirectory", folder.toUri().toString());
    body.put("drain", false);
    return post("/jobs/" + jobId + "/stop", body).at("request-id").text();
  }

  /** Where the savepoint lies; empty while it is being written. */
  Optional<Path> savepoint(String jobId, String request) throws IOException {
    JsonTree answer = get("/jobs/" + jobId + "/savepoints/" + request);
    if (!answer.at("status").at("id").text().equals("COMPLETED")) {
      return Optional.empty();
    }
    JsonTree location = answer.at("operation").at("location");
    if (!location.isPresent()) {
      throw new IOException("Flink wrote no savepoint of job " + jobId + ": its log says why");
    }
    return Optional.of(Path.of(URI.create(location.text())));
  }

  /** When the job's last checkpoint was completed; empty when there was none yet. */
  Optional<Instant> lastCheckpoint(String jobId) throws IOException {
    JsonTree completed = get("/jobs/" + jobId + "/checkpoints").at("latest").at("completed");
    return completed.isPresent()
        ? Optional.of(Instant.ofEpochMilli(completed.at("latest_ack_timestamp").number()))
        : Optional.empty();
  }

  /** Submits a job whose classes are on the cluster's class path. */
  void run(FlinkJob job, Optional<Path> checkpoint) throws IOException {
    // The checkpoint is the job's own: it may delete it when it has newer ones.
    run(job, checkpoint, "CLAIM");
  }

  /** Submits a job that begins with this savepoint, which stays as it is. */
  void restore(FlinkJob job, Path savepoint) throws IOException {
    run(job, Optional.of(savepoint), "NO_CLAIM");
  }

  private void run(FlinkJob job, Optional<Path> state, String claimMode) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jobId", job.id());
    body.put("entryClass", job.entryClass());
    body.put("programArgsList", job.arguments());
    body.put("parallelism", job.parallelism());
    if (state.isPresent()) {
      body.put("savepointPath", state.get().toUri().toString());
      body.put("claimMode", claimMode);
    }
    post("/jars/" + uploadEmptyJar() + "/run", body);
  }

  /** Flink wants a jar with each job, though all classes are on the class path already. */
  private String uploadEmptyJar() throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    new JarOutputStream(jar, manifest).close();
    String boundary = "vigie-empty-jar";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + boundary
                + "\r\n"
                + "Content-Disposition: form-data; name=\"jarfile\"; filename=\"empty.jar\"\r\n"
                + "Content-Type: application/x-java-archive\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(jar.toByteArray());
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    JsonTree answer =
        send(
            HttpRequest.newBuilder(root.resolve("/jars/upload"))
                .timeout(SUBMIT_TIMEOUT)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    String path = answer.at("filename").text();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private JsonTree post(String path, Map<String, Object> body) throws IOException {
    return send(
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(SUBMIT_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonTree.write(body)))
            .build());
  }

  private JsonTree get(String path) throws IOException {
    return send(HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT).build());
  }

  private JsonTree send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException(
            "Flink answered %s with %d: %s"
                .formatted(request.uri().getPath(), answer.statusCode(), shortened(answer.body())));
      }
      return JsonTree.parse(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Flink", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("Flink gave no JSON", e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 4_000 ? text : text.substring(0, 4_000) + " …";
  }
}
