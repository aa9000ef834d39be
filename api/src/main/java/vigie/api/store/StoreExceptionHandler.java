package vigie.api.store;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.web.HttpCallers;
import vigie.api.web.Problem;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.api.web.RefusalHandler;

/** Answers a failure of the store: 503 while it is away, 500 for a defect. */
@Singleton
public final class StoreExceptionHandler
    implements ExceptionHandler<StoreException, HttpResponse<Problem>> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreExceptionHandler.class);

  private final RefusalHandler refusals;

  /** Wired by the program. */
  public StoreExceptionHandler(RefusalHandler refusals) {
    this.refusals = refusals;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface has the raw type.
  public HttpResponse<Problem> handle(HttpRequest request, StoreException failure) {
    return switch (failure.kind()) {
      case UNAVAILABLE ->
          refusals.handle(
              request, new Refusal(ProblemCode.UNAVAILABLE, "the store does not answer"));
      case DUPLICATE -> refusals.handle(request, new Refusal(ProblemCode.CONFLICT, "it exists"));
      case DEFECT -> {
        LOG.error("store failed route={}", HttpCallers.route(request), failure);
        yield refusals.handle(
            request, new Refusal(ProblemCode.INTERNAL, "the fault has been logged"));
      }
    };
  }
}
