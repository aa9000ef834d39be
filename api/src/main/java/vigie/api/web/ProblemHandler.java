package vigie.api.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shapes every error that the server itself finds: unreadable body, no such route, too large. */
@Singleton
@Primary
public final class ProblemHandler implements ErrorResponseProcessor<Problem> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ProblemCode code = code(response.getStatus());
    if (code == ProblemCode.INTERNAL) {
      // Neither body nor parameters: they may be a patient's.
      LOG.error(
          "request failed method={} path-template-unknown",
          context.getRequest().getMethod(),
          context.getRootCause().orElse(null));
    }
    return response
        .contentType(MediaType.of(Problem.MEDIA_TYPE))
        .status(HttpStatus.valueOf(code.status()))
        .body(Problem.of(code, detail(code, context)));
  }

  private static String detail(ProblemCode code, ErrorContext context) {
    if (code == ProblemCode.INTERNAL) {
      return "the fault has been logged";
    }
    String detail =
        context.getErrors().stream().map(ProblemHandler::words).collect(Collectors.joining("; "));
    return detail.isEmpty() ? code.title() : detail;
  }

  private static String words(Error error) {
    return error.getPath().map(path -> path + ": ").orElse("") + error.getMessage();
  }

  static ProblemCode code(HttpStatus status) {
    for (ProblemCode code : ProblemCode.values()) {
      if (code.status() == status.getCode() && code != ProblemCode.NO_TOKEN) {
        return code;
      }
    }
    return status.getCode() >= 500 ? ProblemCode.INTERNAL : ProblemCode.MALFORMED;
  }
}
