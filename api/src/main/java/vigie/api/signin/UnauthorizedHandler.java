package vigie.api.signin;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Optional;
import vigie.api.audit.AuditLog;
import vigie.api.web.HttpCallers;
import vigie.api.web.Problem;
import vigie.api.web.ProblemCode;

/** Answers requests without a valid token, and leaves a line in the audit. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
public final class UnauthorizedHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
  private final AuditLog audit;
  private final HttpCallers callers;
  private final JwtDiagnosis diagnosis;

  /** Wired by the program. */
  public UnauthorizedHandler(AuditLog audit, HttpCallers callers, JwtDiagnosis diagnosis) {
    this.audit = audit;
    this.callers = callers;
    this.diagnosis = diagnosis;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface has the raw type.
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
    HttpRequest<?> asked = request;
    Optional<String> device = HttpDeviceSignIn.refusal(asked);
    String reason =
        refused.isForbidden()
            ? "ROUTE_FORBIDDEN"
            : device.orElseGet(
                () -> diagnosis.of(asked.getHeaders().get(HttpHeaders.AUTHORIZATION)));
    audit.append(callers.refusedLine(asked, reason));
    if (refused.isForbidden()) {
      return answer(ProblemCode.NOT_ALLOWED, reason);
    }
    if (device.isPresent()) {
      return answer(ProblemCode.BAD_CREDENTIALS, reason + ": no device signs in so")
          .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"vigie\"");
    }
    ProblemCode code = reason.equals("NO_TOKEN") ? ProblemCode.NO_TOKEN : ProblemCode.BAD_TOKEN;
    return answer(code, reason + ": sign in at /sign-in")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  private static MutableHttpResponse<Problem> answer(ProblemCode code, String detail) {
    return HttpResponse.<Problem>status(HttpStatus.valueOf(code.status()))
        .contentType(MediaType.of(Problem.MEDIA_TYPE))
        .body(Problem.of(code, detail));
  }
}
