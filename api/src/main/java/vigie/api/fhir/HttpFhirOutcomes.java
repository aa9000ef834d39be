package vigie.api.fhir;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import vigie.api.web.Problem;

/** Turns every problem under {@code /fhir} into an OperationOutcome, whoever found it. */
@ServerFilter("/fhir/**")
public final class HttpFhirOutcomes implements Ordered {
  private final FhirJson json;

  /** Wired by the program. */
  public HttpFhirOutcomes(FhirJson json) {
    this.json = json;
  }

  /** Outside all others, so that what they refuse passes here too. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  /** Changes the body of a problem and leaves the rest. */
  @ResponseFilter
  public void shape(MutableHttpResponse<?> response) {
    if (response.body() instanceof Problem problem) {
      response
          .contentType(MediaType.of(FhirJson.MEDIA_TYPE))
          .body(json.bytes(OutcomeMapper.outcome(problem)));
    }
  }
}
