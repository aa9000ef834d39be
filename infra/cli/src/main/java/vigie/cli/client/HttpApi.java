package vigie.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.BoundDevice;
import vigie.reading.Category;

/**
 * Our API over HTTP. Each method is one request; one that is refused or not answered in time throws
 * {@link ApiException}. Safe to use from many threads.
 */
public final class HttpApi {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TRIAL_TIMEOUT = Duration.ofMinutes(10);
  private static final int ERRORS_FROM = 400;

  /** Where our own webhooks are taken: this machine, said to be in France. */
  private static final String OWN_REGION = "FR";

  /** What a professional asks for; the API wants it named. */
  private static final String PURPOSE = "Purpose-Of-Use";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** For the API at this address, such as {@code http://127.0.0.1:8080}. */
  public HttpApi(URI base, Clock clock) {
    this.base = base;
    this.clock = clock;
  }

  /** Signs in. */
  public HttpSession signIn(String username, String password) {
    return new HttpSession(this, clock, username, password);
  }

  /** Makes a person; the operator's session. */
  public UUID createPerson(HttpSession operator, NewPerson person) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("username", person.username())
            .put("password", person.password())
            .put("role", person.role())
            .put("firstName", person.firstName())
            .put("lastName", person.lastName());
    if (person.rpps() != null) {
      body.putObject("professional")
          .put("identifier", person.rpps())
          .put("profession", "PHYSICIAN")
          .put("organisationKind", "PRACTICE");
    }
    putIfThere(body, "email", person.email());
    putIfThere(body, "webhookUrl", person.webhookUrl());
    putIfThere(body, "webhookSecret", person.webhookSecret());
    if (person.webhookUrl() != null) {
      body.put("webhookRegion", OWN_REGION);
    }
    return UUID.fromString(text(send(operator, "POST", "/people", body), "id"));
  }

  /** The person's channels (MAIL, WEBHOOK) that alerts do not use yet; the person's session. */
  public List<String> unverifiedChannels(HttpSession person) {
    List<String> unverified = new ArrayList<>();
    for (JsonNode way : send(person, "GET", channels(person), null)) {
      if (!way.hasNonNull("verifiedAt")) {
        unverified.add(text(way, "channel"));
      }
    }
    return unverified;
  }

  /** Has a code sent over a channel; the person's session. */
  public void sendCode(HttpSession person, String channel) {
    send(person, "POST", channels(person) + "/" + channel + "/code", JSON.createObjectNode());
  }

  /** Types the code back, which proves the channel; the person's session. */
  public void verifyChannel(HttpSession person, String channel, String code) {
    ObjectNode body = JSON.createObjectNode().put("code", code);
    send(person, "POST", channels(person) + "/" + channel + "/verification", body);
  }

  private static String channels(HttpSession person) {
    return "/people/" + person.person() + "/channels";
  }

  /** Gives consent for a category; the patient's session. */
  public void consent(HttpSession patient, Category category) {
    send(
        patient,
        "PUT",
        "/patients/" + patient.person() + "/consents/" + category,
        JSON.createObjectNode());
  }

  /** Withdraws consent for a category; the patient's session. */
  public void withdraw(HttpSession patient, Category category) {
    send(patient, "DELETE", "/patients/" + patient.person() + "/consents/" + category, null);
  }

  /** Names physician and contact; the patient's session; null for none. */
  public void careTeam(HttpSession patient, @Nullable UUID physician, @Nullable UUID contact) {
    ObjectNode body = JSON.createObjectNode();
    body.put("treatingPhysician", physician == null ? null : physician.toString());
    body.put("emergencyContact", contact == null ? null : contact.toString());
    send(patient, "PUT", "/patients/" + patient.person() + "/care-team", body);
  }

  /**
   * Binds a device, or renews its secret; the patient's session. All that it ever measured is the
   * patient's, for an export's readings are years old. Returns the secret.
   */
  public String bindDevice(HttpSession patient, String deviceId, BoundDevice device) {
    ObjectNode body = JSON.createObjectNode().put("kind", device.kind());
    body.put("since", Instant.EPOCH.toString());
    // Nobody of a demo or a replay has proven a channel yet, and nobody's life hangs on it.
    body.put("understood", true);
    if (!device.expectedInterval().isZero()) {
      body.put("expectedInterval", device.expectedInterval().toString());
    }
    String path = "/patients/" + patient.person() + "/devices/" + deviceId;
    return text(send(patient, "PUT", path, body), "secret");
  }

  /** Sets a patient's own limit; the treating physician's session. Returns its version. */
  public int limit(HttpSession physician, UUID patient, NewLimit limit) {
    ObjectNode body = JSON.createObjectNode().put("enabled", true).put("reason", limit.reason());
    if (limit.limit() != null) {
      body.put("limit", limit.limit());
    }
    if (limit.clear() != null) {
      body.put("clear", limit.clear());
    }
    putIfThere(body, "hold", limit.hold());
    putIfThere(body, "clearHold", limit.clearHold());
    String path = "/patients/" + patient + "/limits/" + limit.ruleId();
    return send(physician, "PUT", path, body).path("version").asInt();
  }

  /** Acknowledges an alert; the physician's session. */
  public void acknowledge(HttpSession physician, UUID alert, String note) {
    ObjectNode body = JSON.createObjectNode().put("note", note);
    send(physician, "POST", "/alerts/" + alert + "/acknowledgement", body);
  }

  /**
   * Tries a rule on stored readings; the session of a physician.
   *
   * @param body JSON, as {@code POST /rules/{id}/trial} takes it
   * @return the answer's text
   */
  public String tryRule(HttpSession physician, String ruleId, String body) {
    return send(physician, "POST", "/rules/" + ruleId + "/trial", body, TRIAL_TIMEOUT).toString();
  }

  /** The answer's text, as it came. */
  public String get(HttpSession session, String path) {
    return send(session, "GET", path, null).toString();
  }

  /** A stream of events, read by the calling thread. */
  HttpResponse<Stream<String>> events(
      HttpSession session, String path, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + session.bearer())
            .header("Accept", "text/event-stream")
            .header(PURPOSE, "ALERTING");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return client.send(request.build(), BodyHandlers.ofLines());
  }

  HttpSession.Token token(String username, String password) {
    ObjectNode body = JSON.createObjectNode().put("username", username).put("password", password);
    JsonNode answer = send(null, "POST", "/sign-in", body);
    return new HttpSession.Token(
        text(answer, "access_token"),
        clock.instant().plusSeconds(answer.path("expires_in").asLong()),
        UUID.fromString(text(answer, "person")));
  }

  private JsonNode send(
      @Nullable HttpSession session, String method, String path, @Nullable ObjectNode body) {
    return send(session, method, path, body == null ? null : body.toString(), ANSWER_TIMEOUT);
  }

  private JsonNode send(
      @Nullable HttpSession session,
      String method,
      String path,
      @Nullable String body,
      Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(timeout)
            .header("Accept", "application/json, application/problem+json")
            .header(PURPOSE, "FOLLOW_UP");
    if (session != null) {
      request.header("Authorization", "Bearer " + session.bearer());
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= ERRORS_FROM) {
        throw refusal(method, path, answer);
      }
      return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new ApiException(
          method + " " + base.resolve(path) + " was not answered: " + e + "; is the stack up?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(method + " " + path + " was interrupted", e);
    }
  }

  private static ApiException refusal(String method, String path, HttpResponse<String> answer) {
    String code = "";
    String detail = "";
    try {
      JsonNode problem = JSON.readTree(answer.body());
      code = problem.path("code").asText("");
      detail = problem.path("detail").asText("");
    } catch (JsonProcessingException e) {
      detail = "(the answer is not JSON)";
    }
    return new ApiException(
        method + " " + path + " was refused: " + answer.statusCode() + " " + code + " " + detail,
        answer.statusCode(),
        code);
  }

  private static void putIfThere(ObjectNode body, String field, @Nullable Object value) {
    if (value != null) {
      body.put(field, value.toString());
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalStateException("the API's answer has no '" + field + "'");
    }
    return value.asText();
  }
}
