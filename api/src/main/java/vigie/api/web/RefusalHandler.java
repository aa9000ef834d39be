package vigie.api.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers a refusal with its problem. */
@Singleton
public final class RefusalHandler implements ExceptionHandler<Refusal, HttpResponse<Problem>> {
  @Override
  @SuppressWarnings("rawtypes") // The interface has the raw type.
  public HttpResponse<Problem> handle(HttpRequest request, Refusal refusal) {
    Problem problem = refusal.problem();
    return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
        .contentType(MediaType.of(Problem.MEDIA_TYPE))
        .body(problem);
  }
}
