package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.ContentKind;
import vigie.api.access.Mask;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.MetricCatalogue;

/** What a patient hides from everybody but the treating physician (C-41). */
@Controller("/patients/{id}/masks")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class MaskController {
  private static final int MASKS_MAX = 200;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcMasks masks;

  /**
   * Exactly one of {@code category} (a kind of content), {@code metric} (its id) and {@code item}
   * (an alert's or an event's id); {@code from} and {@code until} narrow the first two to a span of
   * effective time, its end not part of it: a single reading is a span that holds no other.
   */
  @Serdeable
  public record MaskRequest(
      @Nullable ContentKind category,
      @Nullable String metric,
      @Nullable UUID item,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** A mask, and who set it: the patient, or a representative on their behalf. */
  @Serdeable
  public record MaskResponse(
      UUID id,
      @Nullable ContentKind category,
      @Nullable String metric,
      @Nullable UUID item,
      @Nullable Instant from,
      @Nullable Instant until,
      Instant since,
      UUID by) {
    static MaskResponse of(JdbcMasks.Row row) {
      Mask mask = row.mask();
      return new MaskResponse(
          mask.id(),
          mask.kind(),
          mask.metric(),
          mask.item(),
          mask.from(),
          mask.until(),
          row.since(),
          row.by());
    }
  }

  /** Wired by the program. */
  public MaskController(AccessGuard guard, HttpCallers callers, JdbcMasks masks) {
    this.guard = guard;
    this.callers = callers;
    this.masks = masks;
  }

  /** The masks in force. */
  @Get
  @Operation(summary = "What is hidden from all but the treating physician (patient)")
  public List<MaskResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_MASKS, id);
    return masks.list(id).stream().map(MaskResponse::of).toList();
  }

  /** Hides something; holds from the next request and the next frame. */
  @Post
  @Operation(summary = "Hide a category, a metric, a span, an alert or an event (patient)")
  @ApiResponse(responseCode = "201", description = "The mask")
  public HttpResponse<MaskResponse> add(HttpRequest<?> request, UUID id, @Body MaskRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_MASKS, id);
    if (Stream.of(asked.category(), asked.metric(), asked.item()).filter(Objects::nonNull).count()
        != 1) {
      throw Refusal.invalid("category", "or metric or item must be there, one of them alone");
    }
    if (asked.metric() != null && MetricCatalogue.standard().find(asked.metric()).isEmpty()) {
      throw Refusal.invalid("metric", "must be in the catalogue");
    }
    Instant from = asked.from();
    Instant until = asked.until();
    if (asked.item() != null && (from != null || until != null)) {
      throw Refusal.invalid("item", "is hidden at all times: it takes neither from nor until");
    }
    if (from != null && until != null && !from.isBefore(until)) {
      throw Refusal.invalid("from", "must be before until");
    }
    if (masks.list(id).size() >= MASKS_MAX) {
      throw new Refusal(ProblemCode.CONFLICT, "there are " + MASKS_MAX + " masks already");
    }
    Mask mask =
        new Mask(UUID.randomUUID(), asked.category(), asked.metric(), asked.item(), from, until);
    return HttpResponse.created(MaskResponse.of(masks.add(id, mask, caller.actor().person())));
  }

  /** Shows it again to those who may see it. */
  @Delete("/{mask}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Hide it no more (patient)")
  public void delete(HttpRequest<?> request, UUID id, UUID mask) {
    guard.ask(callers.of(request), Action.CHANGE_MASKS, id);
    if (!masks.end(id, mask)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such mask");
    }
  }
}
