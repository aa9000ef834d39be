package vigie.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks to the API as some person does. */
public record ApiClient(URI base, @Nullable String token, @Nullable String purpose) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BINDING = Pattern.compile("/patients/[^/]+/devices/[^/]+");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** An answer: status and body, an empty node for none. */
  public record Answer(int status, String contentType, JsonNode body, String text) {}

  /** A person made for a test, with a client signed in as them. */
  public record SignedIn(UUID id, String username, String password, ApiClient client) {
    /** The same person in another session. */
    public SignedIn again() {
      return new SignedIn(id, username, password, signInAgain());
    }

    /** A client of the same person in another session. */
    public ApiClient signInAgain() {
      return client.signIn(username, password);
    }
  }

  /** The same server with this token. */
  public ApiClient with(@Nullable String other) {
    return new ApiClient(base, other, purpose);
  }

  /** The same person asking for another purpose; null for one that names none. */
  public ApiClient asking(@Nullable String other) {
    return new ApiClient(base, token, other);
  }

  /** The session of this client's token. */
  public UUID session() {
    String claims = String.valueOf(token).split("\\.", -1)[1];
    try {
      return UUID.fromString(
          JSON.readTree(Base64.getUrlDecoder().decode(claims)).get("sid").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs in. */
  public ApiClient signIn(String username, String password) {
    Answer answer = post("/sign-in", Map.of("username", username, "password", password));
    if (answer.status() != 200) {
      throw new IllegalStateException("sign-in answered " + answer);
    }
    return with(answer.body().get("access_token").asText());
  }

  /** Makes a person (as operator) and signs in as them. */
  public SignedIn person(String role) {
    return role.equals("PHYSICIAN")
        ? professional("PHYSICIAN", "PRACTICE", null)
        : person(role, null, "A", "Person");
  }

  /** Makes somebody of this name, who is no professional, and signs in as them. */
  public SignedIn named(String role, String first, String last) {
    return person(role, null, first, last);
  }

  /** Makes somebody of a profession, who asks for an organisation of this kind. */
  public SignedIn professional(
      String profession, String organisationKind, @Nullable String organisation) {
    Map<String, Object> professional = new HashMap<>();
    professional.put("profession", profession);
    professional.put("organisationKind", organisationKind);
    professional.put("organisation", organisation);
    if (!profession.equals("OTHER")) {
      professional.put("identifier", rpps());
    }
    return person(
        profession.equals("PHYSICIAN") ? "PHYSICIAN" : "PROFESSIONAL", professional, "A", "Person");
  }

  private SignedIn person(
      String role, @Nullable Map<String, Object> professional, String first, String last) {
    String username = role.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
    Map<String, Object> body = new HashMap<>();
    body.put("username", username);
    body.put("password", "password of " + role);
    body.put("role", role);
    body.put("firstName", first);
    body.put("lastName", last);
    body.put("professional", professional);
    Answer made = post("/people", body);
    if (made.status() != 201) {
      throw new IllegalStateException("POST /people answered " + made);
    }
    String password = "password of " + role;
    return new SignedIn(
        UUID.fromString(made.body().get("id").asText()),
        username,
        password,
        signIn(username, password));
  }

  /** A number of the right shape that no test has used. */
  public static String rpps() {
    String digits = "10%08d".formatted(NUMBER.incrementAndGet());
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = (digits.charAt(i) - '0') * (i % 2 == digits.length() % 2 ? 1 : 2);
      sum += digit / 10 + digit % 10;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** A patient's national number of the right shape that no test has used. */
  public static String ins() {
    long number = 1_510_375_000_000L + NUMBER.incrementAndGet();
    return "%d%02d".formatted(number, 97 - number % 97);
  }

  /** GET. */
  public Answer get(String path) {
    return send("GET", path, null);
  }

  /** GET with a header of its own. */
  public Answer get(String path, String header, String value) {
    return answer(
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header(header, value)
            .header("Authorization", "Bearer " + token));
  }

  /** POST. */
  public Answer post(String path, Object body) {
    return send("POST", path, text(body));
  }

  /** PUT. A device is bound though nobody could be told, unless the body says otherwise. */
  public Answer put(String path, Object body) {
    if (BINDING.matcher(path).matches() && body instanceof Map<?, ?> device) {
      Map<Object, Object> understood = new HashMap<>(Map.of("understood", true));
      understood.putAll(device);
      return send("PUT", path, text(understood));
    }
    return send("PUT", path, text(body));
  }

  /** DELETE. */
  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * A device's message, signed in with its secret; or with this client's token when there is none.
   */
  public Answer sendReadings(
      String path, String contentType, byte[] payload, @Nullable String device, String secret) {
    return sendReadings(path, Map.of("Content-Type", contentType), payload, device, secret);
  }

  /** The same with headers of its own. */
  public Answer sendReadings(
      String path,
      Map<String, String> headers,
      byte[] payload,
      @Nullable String device,
      String secret) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(payload));
    headers.forEach(request::header);
    if (device != null) {
      String both = device + ":" + secret;
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    } else if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return answer(request);
  }

  /** Any request; the body is JSON text or null. */
  public Answer send(String method, String path, @Nullable String body) {
    return send(method, path, body, UUID.randomUUID().toString());
  }

  /** Any request under an id by which the audit knows it. */
  public Answer send(String method, String path, @Nullable String body, String requestId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("X-Request-Id", requestId)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return answer(request);
  }

  private Answer answer(HttpRequest.Builder request) {
    if (purpose != null) {
      request.header("Purpose-Of-Use", purpose);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.headers().firstValue("Set-Cookie").isPresent()) {
        throw new IllegalStateException(response.request() + " set a cookie");
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      String text = response.body();
      boolean json = type.contains("json") && !text.isEmpty();
      return new Answer(response.statusCode(), type, JSON.readTree(json ? text : "{}"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
