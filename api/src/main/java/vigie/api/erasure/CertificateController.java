package vigie.api.erasure;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Action;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * How an erasure stands, and its certificate, for whoever holds its receipt: the account with which
 * one would sign in is erased.
 */
@Controller("/erasures/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class CertificateController {
  /** The header that carries the receipt; in a path it would stand in logs. */
  static final String RECEIPT = "Erasure-Receipt";

  private final JdbcErasures erasures;
  private final JdbcErasureSteps steps;
  private final AuditLog audit;
  private final Clock clock;

  /** One step; {@code at} is null while it is not done. */
  @Serdeable
  public record StepView(String name, @Nullable Long rows, @Nullable Instant at) {}

  /**
   * How an erasure stands; {@code doneAt} is null while it runs, {@code againAt} unless it was
   * applied again after a restore.
   */
  @Serdeable
  public record ErasureState(
      UUID erasure,
      Instant askedAt,
      @Nullable Instant againAt,
      @Nullable Instant doneAt,
      List<StepView> steps) {}

  /** Wired by the program. */
  CertificateController(
      JdbcErasures erasures, JdbcErasureSteps steps, AuditLog audit, Clock clock) {
    this.erasures = erasures;
    this.steps = steps;
    this.audit = audit;
    this.clock = clock;
  }

  /** Its steps, those that are not done among them. */
  @Get
  @Operation(summary = "How an erasure stands, for whoever holds its receipt")
  public ErasureState state(
      HttpRequest<?> request, UUID id, @Header(RECEIPT) @Nullable String receipt) {
    JdbcErasures.State state = shown(request, id, receipt);
    List<ErasureCertificate.Step> done = steps.done(id);
    return new ErasureState(
        id,
        state.entry().asked(),
        state.again(),
        state.done(),
        JdbcErasureSteps.names().stream().map(name -> view(name, done)).toList());
  }

  /** The signed certificate, once everything is done. */
  @Get(uri = "/certificate", produces = MediaType.TEXT_PLAIN)
  @Operation(summary = "The signed certificate of an erasure, for whoever holds its receipt")
  public String certificate(
      HttpRequest<?> request, UUID id, @Header(RECEIPT) @Nullable String receipt) {
    String certificate = shown(request, id, receipt).certificate();
    if (certificate == null) {
      throw new Refusal(ProblemCode.CONFLICT, "the erasure is under way; try again in a while");
    }
    return certificate;
  }

  private JdbcErasures.State shown(HttpRequest<?> request, UUID id, @Nullable String receipt) {
    Optional<JdbcErasures.State> state =
        receipt == null ? Optional.empty() : erasures.find(id, Erasures.hash(receipt));
    audit.write(
        new AuditLine(
            clock.instant(),
            null,
            null,
            Action.READ_ERASURE.name(),
            state.map(found -> found.entry().patient()).orElse(null),
            state.isPresent(),
            state.isPresent() ? "RECEIPT" : "NO_RECEIPT",
            HttpCallers.route(request),
            HttpCallers.requestId(request)));
    return state.orElseThrow(
        () ->
            new Refusal(
                ProblemCode.NOT_FOUND,
                "there is no erasure that this receipt opens; it goes into the header " + RECEIPT));
  }

  private static StepView view(String name, List<ErasureCertificate.Step> done) {
    return done.stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .map(step -> new StepView(name, step.rows(), step.at()))
        .orElseGet(() -> new StepView(name, null, null));
  }
}
