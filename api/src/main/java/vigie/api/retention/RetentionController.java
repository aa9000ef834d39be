package vigie.api.retention;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** How long a professional keeps files, and the certificates of what was destroyed. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class RetentionController {
  private static final int YEARS_MAX = 50;
  private static final int MONTHS_MAX = 600;
  private static final int CERTIFICATES_MAX = 1_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcProfessionalFiles files;
  private final JdbcDestructions destructions;
  private final Clock clock;

  /**
   * Years in use after the last consultation, then years in the archive; and {@code
   * appointmentMonths} that the appointments which this professional entered stay after they are
   * over, null for as long as the file.
   */
  @Serdeable
  public record RetentionRequest(
      int activeYears, int archiveYears, @Nullable Integer appointmentMonths) {}

  /** The same as it holds; {@code own} is false where it is as the charter says. */
  @Serdeable
  public record RetentionView(
      int activeYears, int archiveYears, @Nullable Integer appointmentMonths, boolean own) {}

  /** A certificate; {@code subject} is null for rows of many, {@code controller} for ours. */
  @Serdeable
  public record CertificateView(
      UUID id,
      Instant at,
      String place,
      String retention,
      Fate.Reason reason,
      @Nullable UUID subject,
      @Nullable String controller,
      long rows) {}

  /** Wired by the program. */
  public RetentionController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcProfessionalFiles files,
      JdbcDestructions destructions,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.files = files;
    this.destructions = destructions;
    this.clock = clock;
  }

  /** How long this professional's files are kept. */
  @Get("/people/{id}/retention")
  @Operation(summary = "How long a professional keeps files (the person, operator)")
  public RetentionView get(HttpRequest<?> request, UUID id) {
    guard.askAccount(callers.of(request), Action.READ_RETENTION, id);
    return view(id);
  }

  /** Sets it; holds from the next night on, for the files that there are as well. */
  @Put("/people/{id}/retention")
  @Operation(summary = "Set how long one keeps files (professional)")
  public RetentionView put(HttpRequest<?> request, UUID id, @Body RetentionRequest asked) {
    Caller caller = callers.of(request);
    guard.askAccount(caller, Action.CHANGE_RETENTION, id);
    if (!caller.actor().role().professional()) {
      throw new Refusal(ProblemCode.CONFLICT, "only a professional keeps files of patients");
    }
    if (asked.activeYears() < 1 || asked.activeYears() > YEARS_MAX) {
      throw Refusal.invalid("activeYears", "must be from 1 to " + YEARS_MAX);
    }
    if (asked.archiveYears() < 0 || asked.archiveYears() > YEARS_MAX) {
      throw Refusal.invalid("archiveYears", "must be from 0 to " + YEARS_MAX);
    }
    Integer months = asked.appointmentMonths();
    if (months != null && (months < 1 || months > MONTHS_MAX)) {
      throw Refusal.invalid("appointmentMonths", "must be null, or from 1 to " + MONTHS_MAX);
    }
    files.set(id.toString(), asked.activeYears(), asked.archiveYears(), months, clock.instant());
    return view(id);
  }

  /** What was destroyed because its time was over, the newest first. */
  @Get("/destructions")
  @Operation(summary = "Certificates of destruction, by ids (data protection officer, operator)")
  public List<CertificateView> destructions(HttpRequest<?> request) {
    guard.ask(callers.of(request), Action.READ_DESTRUCTIONS);
    return destructions.newest(CERTIFICATES_MAX).stream()
        .map(
            one ->
                new CertificateView(
                    one.id(),
                    one.at(),
                    one.place(),
                    one.retention(),
                    one.reason(),
                    one.subject(),
                    one.controller(),
                    one.rows()))
        .toList();
  }

  private RetentionView view(UUID id) {
    JdbcProfessionalFiles.Setting setting = files.setting(id.toString());
    return new RetentionView(
        setting.activeYears(), setting.archiveYears(), setting.appointmentMonths(), setting.own());
  }
}
