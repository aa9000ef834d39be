package vigie.api.event;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Decision;
import vigie.api.web.HttpCallers;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;

/** Which professionals a patient consulted, and what for (C-15). */
@Controller("/patients/{id}/professionals")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ConsultedController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Consultations consultations;

  /**
   * The professionals, who was or will be seen last first.
   *
   * @param uses what this record itself is used for, by the register
   */
  @Serdeable
  public record ConsultedList(List<Consulted> professionals, List<String> uses) {}

  /** Wired by the program. */
  ConsultedController(AccessGuard guard, HttpCallers callers, Consultations consultations) {
    this.guard = guard;
    this.callers = callers;
    this.consultations = consultations;
  }

  /** Made of the consultations and appointments as they stand. */
  @Get
  @Operation(
      summary = "Professionals consulted, and what for (patient, representative)",
      description =
          "Made of the events of the kinds consultation and appointment: each professional with the"
              + " purposes of the visits. language is fr or en.")
  public ConsultedList list(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String language) {
    Decision decision = guard.ask(callers.of(request), Action.READ_PROFESSIONALS, id);
    DataKind kind = RegisterCatalogue.standard().others("clinical_event");
    String words = language == null ? "fr" : language;
    return new ConsultedList(
        consultations.of(id, decision),
        kind.purposes().stream().map(use -> use.in(words)).toList());
  }
}
