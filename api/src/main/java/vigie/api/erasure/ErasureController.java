package vigie.api.erasure;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.erasure.ErasureRule.Fate;
import vigie.api.patient.JdbcClosing;
import vigie.api.web.HttpCallers;

/**
 * Two things that a patient may do with their account: close it, which can be undone, and erase.
 */
@Controller("/patients/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ErasureController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Erasures erasures;
  private final JdbcHolds holds;
  private final JdbcClosing closing;

  /** Why and until when nothing may be erased. */
  @Serdeable
  public record HoldView(UUID hold, String reason, Instant since, Instant until) {}

  /** Rows that an erasure leaves, and why. */
  @Serdeable
  public record StaysView(String table, String why) {}

  /**
   * How an erasure stands before it begins; {@code closedAt} is null while the account is open, and
   * {@code possible} false while a hold stands.
   */
  @Serdeable
  public record ErasureOutlook(
      boolean possible, @Nullable Instant closedAt, List<HoldView> holds, List<StaysView> stays) {}

  /**
   * The erasure has begun. The receipt opens its state and its certificate under {@code
   * /erasures/{erasure}}: it is shown here and never again.
   */
  @Serdeable
  public record ErasureBegun(UUID erasure, String receipt) {}

  /** Wired by the program. */
  ErasureController(
      AccessGuard guard,
      HttpCallers callers,
      Erasures erasures,
      JdbcHolds holds,
      JdbcClosing closing) {
    this.guard = guard;
    this.callers = callers;
    this.erasures = erasures;
    this.holds = holds;
    this.closing = closing;
  }

  /** What an erasure would leave, and what stands against it. */
  @Get("/erasure")
  @Operation(summary = "Whether everything can be erased, what stands against it, what stays")
  public ErasureOutlook outlook(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_ERASURE, id);
    List<HoldView> standing =
        holds.inForce(id).stream()
            .map(hold -> new HoldView(hold.id(), hold.reason(), hold.since(), hold.until()))
            .toList();
    return new ErasureOutlook(
        standing.isEmpty(),
        closing.closedAt(id).orElse(null),
        standing,
        ErasureTables.ALL.stream()
            .filter(rule -> rule.fate() == Fate.KEPT || rule.fate() == Fate.CONTROLLERS)
            .map(rule -> new StaysView(rule.table(), rule.why()))
            .toList());
  }

  /** Erases the patient; the account, its rights and this session end with the answer. */
  @Post("/erasure")
  @Operation(summary = "Erase everything (patient, or a representative whose mandate is for it)")
  @ApiResponse(responseCode = "202", description = "It has begun; the receipt is shown once")
  public HttpResponse<ErasureBegun> begin(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.ERASE, id);
    Erasures.Begun begun = erasures.begin(id);
    return HttpResponse.accepted().body(new ErasureBegun(begun.erasure(), begun.receipt()));
  }

  /** Closes the account: nothing is taken in, and nobody but the patient reads. */
  @Put("/closing")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Close the account: intake and others' reading stop, nothing is destroyed")
  public void close(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.CLOSE_ACCOUNT, id);
    closing.close(id);
  }

  /** Opens a closed account again, with the rights that stood. */
  @Delete("/closing")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Open a closed account again, with the rights that stood")
  public void open(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.CLOSE_ACCOUNT, id);
    closing.open(id);
  }
}
