package vigie.api.web;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.DeviceCaller;
import vigie.api.access.Proof;
import vigie.api.access.Purpose;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;
import vigie.reading.DeviceId;

/** Who makes a request: the token's person, as the directory knows them now. */
@Singleton
public final class HttpCallers {
  private static final String DEVICE_PREFIX = "device:";
  private static final String REQUEST_ID = "vigie.request-id";
  private static final Pattern REQUEST_ID_SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final AccessDirectory directory;
  private final AuditLog audit;
  private final Clock clock;

  /** Wired by the program. */
  public HttpCallers(AccessDirectory directory, AuditLog audit, Clock clock) {
    this.directory = directory;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A device as the server's security knows it. The name can never be read as a person's id, or a
   * device could be named like one.
   */
  public static Authentication principal(DeviceId device) {
    return Authentication.build(DEVICE_PREFIX + device);
  }

  /** The device that makes an authenticated request; empty when it is a person. */
  public Optional<DeviceCaller> device(HttpRequest<?> request) {
    String name = name(request);
    return name.startsWith(DEVICE_PREFIX)
        ? Optional.of(
            new DeviceCaller(
                new DeviceId(name.substring(DEVICE_PREFIX.length())),
                route(request),
                requestId(request)))
        : Optional.empty();
  }

  /**
   * The caller of an authenticated request that only people make.
   *
   * @throws Refusal when the token's person does not exist, or a device asks
   */
  public Caller of(HttpRequest<?> request) {
    String name = name(request);
    if (name.startsWith(DEVICE_PREFIX)) {
      audit.append(refusedLine(request, "DEVICE_ONLY_SENDS"));
      throw new Refusal(
          ProblemCode.NOT_ALLOWED, "DEVICE_ONLY_SENDS: a device may send readings, nothing else");
    }
    Actor actor = actor(name);
    if (actor == null) {
      audit.append(refusedLine(request, "UNKNOWN_PERSON"));
      throw new Refusal(ProblemCode.BAD_TOKEN, "the token's person does not exist");
    }
    return new Caller(
        actor,
        Purpose.of(request.getHeaders().get(Purpose.HEADER)),
        route(request),
        requestId(request),
        proof(request));
  }

  /** The audit line of a request whose sender could not be told. */
  public AuditLine refusedLine(HttpRequest<?> request, String reason) {
    return new AuditLine(
        clock.instant(),
        null,
        null,
        "AUTHENTICATE",
        null,
        false,
        reason,
        route(request),
        requestId(request));
  }

  /** Method and path template; the path itself holds patients' ids. */
  public static String route(HttpRequest<?> request) {
    return request.getMethod()
        + " "
        + BasicHttpAttributes.getUriTemplate(request).orElse("(no such route)");
  }

  /** The request's id: the sender's when it has a sound shape, else made here once. */
  public static String requestId(HttpRequest<?> request) {
    return request
        .getAttribute(REQUEST_ID, String.class)
        .orElseGet(
            () -> {
              String sent = request.getHeaders().get("X-Request-Id");
              String id =
                  sent != null && REQUEST_ID_SHAPE.matcher(sent).matches()
                      ? sent
                      : UUID.randomUUID().toString();
              request.setAttribute(REQUEST_ID, id);
              return id;
            });
  }

  /** The address that the request comes from. */
  public static InetAddress address(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress();
  }

  /** What the token, which has been judged, says of its session. */
  private static Proof proof(HttpRequest<?> request) {
    Map<String, Object> claims =
        request
            .getUserPrincipal(Authentication.class)
            .map(Authentication::getAttributes)
            .orElse(Map.of());
    Instant at =
        claims.get("auth_time") instanceof Number seconds
            ? Instant.ofEpochSecond(seconds.longValue())
            : Instant.EPOCH;
    boolean strong = claims.get("amr") instanceof Collection<?> means && means.contains("mfa");
    return new Proof(UUID.fromString(String.valueOf(claims.get("sid"))), at, strong);
  }

  private static String name(HttpRequest<?> request) {
    return request.getUserPrincipal(Authentication.class).map(Authentication::getName).orElse("");
  }

  private @Nullable Actor actor(String name) {
    try {
      return directory.actor(UUID.fromString(name)).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
