package vigie.api.amendment;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.intake.KafkaReadings;
import vigie.api.notify.Phrase;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.notify.Words;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Rectification of readings: by the patient, or by a representative whose mandate is for rights.
 */
@Controller("/patients/{id}/readings/corrections")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class AmendmentController {
  private static final int REASON_LENGTH_MAX = 500;
  private static final int AMENDMENTS_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcAmendments amendments;
  private final KafkaReadings readings;
  private final RecipientDirectory people;
  private final Clock clock;

  /**
   * A reading, as the timeline shows it, and what is right.
   *
   * @param metric its metric's id
   * @param device that measured it
   * @param effective when it was measured, or when the interval began
   * @param sequence the device's own number, where it has several readings of that time
   * @param value the right value, of a coded metric the code's index; left out to take the reading
   *     back
   * @param unit of the value, UCUM; left out for the metric's own
   * @param retract true to take the reading back: nothing such was measured
   * @param reason why, in the person's words
   * @param request the request of rectification that this answers; left out for none
   */
  @Serdeable
  public record AmendmentRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String metric,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String device,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Instant effective,
      @Nullable Long sequence,
      @Nullable Double value,
      @Nullable String unit,
      @Nullable Boolean retract,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String reason,
      @Nullable UUID request) {}

  /** Wired by the program. */
  AmendmentController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcAmendments amendments,
      KafkaReadings readings,
      RecipientDirectory people,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.amendments = amendments;
    this.readings = readings;
    this.people = people;
    this.clock = clock;
  }

  /** What was amended, newest first. */
  @Get
  @Operation(
      summary = "Readings that were corrected or taken back by the patient's side (patient)",
      description = "The newest 1,000, each with the value that stood, by whom and why.")
  public List<AmendmentView> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_AMENDMENTS, id);
    return amendments.ofPatient(id, AMENDMENTS_MAX);
  }

  /** Corrects a stored reading, or takes it back. */
  @Post
  @Operation(
      summary = "Correct a stored reading, or take it back (patient)",
      description =
          "Asks for a recent proof. The correction goes the way of every reading, as another value"
              + " of the same one: series, rollups and alerts follow within seconds, an alert that"
              + " has lost its ground ends as AMENDED, and the value that stood is kept as"
              + " history.")
  @ApiResponse(responseCode = "202", description = "The stream has the correction")
  @ApiResponse(responseCode = "404", description = "There is no such reading of the patient's")
  @ApiResponse(responseCode = "409", description = "The reading has this value, or had it before")
  @ApiResponse(responseCode = "422", description = "The value would not be taken from a device")
  @ApiResponse(responseCode = "503", description = "Not kept in time: send the same again")
  public HttpResponse<AmendmentView> amend(
      HttpRequest<?> request, UUID id, @Body AmendmentRequest body) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.AMEND_READING, id);
    String reason = FieldText.of("reason", body.reason(), REASON_LENGTH_MAX);
    Amending.Wanted wanted = wanted(body);
    Metric metric =
        MetricCatalogue.standard()
            .find(given("metric", body.metric()))
            .filter(Metric::measured)
            .orElseThrow(() -> Refusal.invalid("metric", "must be one that devices send"));
    List<StandingReading> found =
        amendments.find(
            id,
            metric,
            given("device", body.device()),
            given("effective", body.effective()),
            body.sequence());
    Amending.Outcome outcome =
        Amending.decide(
            found,
            wanted,
            found.size() == 1 ? amendments.beside(found.get(0).reading()) : Map.of(),
            clock.instant());
    if (outcome instanceof Amending.Outcome.Refused refused) {
      throw refusal(refused);
    }
    Amending.Outcome.Amended amended = (Amending.Outcome.Amended) outcome;
    Amendment amendment =
        new Amendment(
            UUID.randomUUID(),
            amended.reading(),
            amended.was(),
            reason,
            caller.actor().person(),
            body.request());
    amendments.add(
        amendment, grounds(id), () -> readings.keep(List.of(amended.reading()), List.of()));
    return HttpResponse.<AmendmentView>accepted().body(AmendmentView.of(amendment));
  }

  private static Amending.Wanted wanted(AmendmentRequest body) {
    boolean retract = Boolean.TRUE.equals(body.retract());
    if (retract == (body.value() != null)) {
      throw Refusal.invalid("value", "must be there, or retract must be true, and not both");
    }
    return new Amending.Wanted(body.value(), body.unit());
  }

  private static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw Refusal.invalid(field, "must be given");
    }
    return value;
  }

  private String grounds(UUID patient) {
    return Words.of(people.find(patient).map(Recipient::language).orElse("fr"))
        .phrase(Phrase.ANSWER_CORRECTED, Map.of("patient", patient.toString()));
  }

  private static Refusal refusal(Amending.Outcome.Refused refused) {
    ProblemCode code =
        switch (refused.why()) {
          case UNKNOWN_READING -> ProblemCode.NOT_FOUND;
          case SAME_VALUE, FORMER_VALUE, OLD_KEY -> ProblemCode.CONFLICT;
          case SEVERAL_READINGS, NOT_TAKEN -> ProblemCode.INVALID;
        };
    String detail = refused.detail().isEmpty() ? "" : " (" + refused.detail() + ")";
    return new Refusal(code, refused.why() + ": " + refused.why().words() + detail);
  }
}
