package vigie.api.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import vigie.api.ApiConfig;
import vigie.api.access.Assurance;

/** Answers a refusal with its problem. */
@Singleton
public final class RefusalHandler implements ExceptionHandler<Refusal, HttpResponse<Problem>> {
  /** As RFC 9470 has it. */
  private static final String STEP_UP =
      "Bearer error=\"insufficient_user_authentication\", max_age=\""
          + Assurance.RECENT.toSeconds()
          + "\"";

  private final ApiConfig config;

  /** Wired by the program. */
  public RefusalHandler(ApiConfig config) {
    this.config = config;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface has the raw type.
  public HttpResponse<Problem> handle(HttpRequest request, Refusal refusal) {
    Problem problem = refusal.problem();
    if (refusal.code() == ProblemCode.NOT_ALLOWED) {
      problem = problem.withComplaint(config.operator().complaint());
    }
    MutableHttpResponse<Problem> response =
        HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
            .contentType(MediaType.of(Problem.MEDIA_TYPE))
            .body(problem);
    return refusal.code() == ProblemCode.STEP_UP_NEEDED
        ? response.header(HttpHeaders.WWW_AUTHENTICATE, STEP_UP)
        : response;
  }
}
