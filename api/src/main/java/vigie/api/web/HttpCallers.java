package vigie.api.web;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;

/** Who makes a request: the token's person, as the directory knows them now. */
@Singleton
public final class HttpCallers {
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
   * The caller of an authenticated request.
   *
   * @throws Refusal when the token's person does not exist
   */
  public Caller of(HttpRequest<?> request) {
    String name =
        request.getUserPrincipal(Authentication.class).map(Authentication::getName).orElse("");
    Actor actor = actor(name);
    if (actor == null) {
      audit.append(refusedLine(request, "UNKNOWN_PERSON"));
      throw new Refusal(ProblemCode.BAD_TOKEN, "the token's person does not exist");
    }
    return new Caller(actor, route(request), requestId(request));
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

  private @Nullable Actor actor(String name) {
    try {
      return directory.actor(UUID.fromString(name)).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
