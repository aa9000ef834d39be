package vigie.api.fhir;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Says what FHIR's routes serve, from the routes themselves. */
@Controller(HttpFhir.ROOT)
@Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Secured(SecurityRule.IS_ANONYMOUS)
public class FhirCapabilityController {
  private static final String METADATA = "metadata";

  private final HttpFhir fhir;
  private final Provider<Router> router;
  private final Instant begun;

  /** Wired by the program. */
  public FhirCapabilityController(HttpFhir fhir, Provider<Router> router, Clock clock) {
    this.fhir = fhir;
    this.router = router;
    this.begun = clock.instant();
  }

  /** The CapabilityStatement; needs no token, as FHIR has it. */
  @Get("/" + METADATA)
  @Operation(summary = "FHIR: what is served here")
  public HttpResponse<byte[]> metadata(HttpRequest<?> request) {
    return fhir.answer(request, CapabilityMapper.statement(routes(), fhir.base(request), begun));
  }

  private List<CapabilityMapper.Route> routes() {
    return router
        .get()
        .uriRoutes()
        .filter(route -> route.getHttpMethodName().equals("GET"))
        .filter(route -> path(route).startsWith(HttpFhir.ROOT + "/"))
        .filter(route -> !path(route).endsWith("/" + METADATA))
        .map(
            route ->
                new CapabilityMapper.Route(
                    path(route).substring(HttpFhir.ROOT.length() + 1), parameters(route)))
        // The router has a route once more for HEAD, by the same name.
        .distinct()
        .toList();
  }

  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString();
  }

  private static List<String> parameters(UriRouteInfo<?, ?> route) {
    return Arrays.stream(route.getTargetMethod().getArguments())
        .filter(argument -> argument.isAnnotationPresent(QueryValue.class))
        .map(FhirCapabilityController::name)
        .toList();
  }

  private static String name(Argument<?> argument) {
    return argument
        .getAnnotationMetadata()
        .stringValue(QueryValue.class)
        .filter(name -> !name.isEmpty())
        .orElse(argument.getName());
  }
}
