package vigie.api.transfer;

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
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.channel.TransferBasis;
import vigie.api.store.StoreException;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** A patient has their own data sent to another provider's FHIR server (C-73). */
@Controller("/patients/{id}/transfers")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class TransferController {
  /** Bearer tokens as RFC 6750 has them. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,4096}=*");

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Transfers transfers;
  private final JdbcTransfers store;
  private final Clock clock;

  /**
   * Where to. {@code transferBasis} is asked for outside the European Economic Area alone.
   *
   * @param endpoint base address of a FHIR R4 server, https
   * @param token that it asks for; left out for none, and kept nowhere
   * @param region the country that it is in (ISO 3166)
   * @param transferBasis the patient's explicit consent, asked for outside the European Economic
   *     Area; no other basis is taken
   */
  @Serdeable
  public record TransferRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String endpoint,
      @Nullable String token,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String region,
      @Nullable TransferBasis transferBasis) {}

  /** An attempt and what came of it; the last two are null while it runs. */
  @Serdeable
  public record TransferView(
      UUID id,
      URI endpoint,
      String region,
      @Nullable TransferBasis transferBasis,
      Instant askedAt,
      UUID by,
      Transfer.State state,
      long resources,
      @Nullable Instant endedAt,
      @Nullable String result) {}

  /** Wired by the program. */
  TransferController(
      AccessGuard guard,
      HttpCallers callers,
      Transfers transfers,
      JdbcTransfers store,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.transfers = transfers;
    this.store = store;
    this.clock = clock;
  }

  /** Every attempt, newest first. */
  @Get
  @Operation(summary = "Where one had one's data sent, and what came of it (patient)")
  public List<TransferView> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_TRANSFERS, id);
    return store.ofPatient(id).stream().map(this::view).toList();
  }

  /** Begins one; what came of it is in the list. */
  @Post
  @Operation(
      summary = "Have one's own data sent to another provider's FHIR server (patient)",
      description =
          "Patient, devices and observations, as FHIR R4 transactions; nothing that tells of others."
              + " Asks for a recent proof, and outside the European Economic Area for the patient's"
              + " explicit consent.")
  @ApiResponse(responseCode = "202", description = "It has begun")
  public HttpResponse<TransferView> begin(
      HttpRequest<?> request, UUID id, @Body TransferRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.TRANSFER_EVERYTHING, id);
    URI endpoint = TransferPlace.endpoint(asked.endpoint());
    TransferPlace.check(asked.region(), asked.transferBasis());
    String token = asked.token();
    if (token != null && !TOKEN.matcher(token).matches()) {
      throw Refusal.invalid("token", "must be a bearer token (RFC 6750)");
    }
    Instant now = clock.instant();
    Transfer transfer =
        new Transfer(
            UUID.randomUUID(),
            id,
            endpoint,
            String.valueOf(asked.region()),
            asked.transferBasis(),
            now,
            caller.actor().person(),
            now,
            0,
            null,
            null,
            null);
    try {
      return HttpResponse.accepted().body(view(transfers.begin(caller, transfer, token)));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.DUPLICATE) {
        throw new Refusal(ProblemCode.CONFLICT, "a transfer is under way already");
      }
      throw e;
    }
  }

  private TransferView view(Transfer transfer) {
    return new TransferView(
        transfer.id(),
        transfer.endpoint(),
        transfer.region(),
        transfer.transferBasis(),
        transfer.askedAt(),
        transfer.askedBy(),
        transfer.state(clock.instant()),
        transfer.resources(),
        transfer.endedAt(),
        transfer.result());
  }
}
