package vigie.cli.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.cli.client.ApiException;

/** Posts a device's messages to the API, as that device. */
final class HttpReadings implements ReadingsTarget {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int TRIES_MAX = 6;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int OK = 200;
  private static final int REJECTED = 422;
  private static final int UNAVAILABLE = 503;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final String authorization;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Pause pause;

  /** How to wait before another try. */
  @FunctionalInterface
  interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  /**
   * For one device.
   *
   * @param base the API's address
   * @param dryRun only asks what would become of each message
   * @param pause waits while the API is unavailable
   */
  HttpReadings(URI base, String device, String secret, boolean dryRun, Pause pause) {
    this.pause = pause;
    address =
        URI.create(
            base.toString().replaceAll("/+$", "")
                + "/devices/"
                + device
                + "/readings"
                + (dryRun ? "?dryRun=true" : ""));
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((device + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer send(Message message) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/vnd.vigie." + message.format() + "+json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.payload()))
            .build();
    String problem = "";
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != UNAVAILABLE) {
          return answer(answer.statusCode(), answer.body());
        }
        problem = "503 " + detail(answer.body());
      } catch (IOException e) {
        problem = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ApiException("interrupted", ApiException.UNREACHABLE, "");
      }
      pause(attempt);
    }
    throw new ApiException(
        address
            + " does not take readings at the moment ("
            + problem
            + "): the same command goes on from here later",
        ApiException.UNREACHABLE,
        "");
  }

  private Answer answer(int status, String body) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      answer = JSON.createObjectNode();
    }
    boolean rejected = status == REJECTED && answer.path("code").asText("").equals("REJECTED");
    if (status != OK && !rejected) {
      throw new ApiException(
          "POST " + address + " was refused: " + status + " " + detail(body),
          status,
          answer.path("code").asText(""));
    }
    List<Rejection> rejections = new ArrayList<>();
    answer
        .path("rejections")
        .forEach(
            one ->
                rejections.add(
                    new Rejection(
                        one.path("reason").asText(),
                        one.path("path").asText(),
                        one.path("detail").asText())));
    JsonNode accepted = answer.path("accepted");
    return new Answer(
        answer.path("received").asInt(),
        // A dry run lists them.
        accepted.isArray() ? accepted.size() : accepted.asInt(),
        rejections);
  }

  private static String detail(@Nullable String body) {
    try {
      return body == null ? "" : JSON.readTree(body).path("detail").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private void pause(int attempt) {
    try {
      pause.take(PAUSE.multipliedBy(1L << (attempt - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("interrupted", ApiException.UNREACHABLE, "");
    }
  }
}
