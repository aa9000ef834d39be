package vigie.api.web;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Serves the description of all routes, made when the program was compiled. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
public class OpenApiController {
  private final String description;

  /** Wired by the program. */
  public OpenApiController(ResourceLoader resources) {
    InputStream found =
        resources
            .getResourceAsStream("META-INF/swagger/openapi.yml")
            .orElseThrow(() -> new IllegalStateException("META-INF/swagger/openapi.yml missing"));
    try (InputStream in = found) {
      description = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("META-INF/swagger/openapi.yml cannot be read", e);
    }
  }

  /** The OpenAPI description of this API. */
  @Get("/openapi.yaml")
  @Produces("application/yaml")
  @Operation(summary = "This description")
  public String openApi() {
    return description;
  }
}
