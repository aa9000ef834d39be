package vigie.api.rule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.SerdeImport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import vigie.api.web.HttpCallers;
import vigie.engine.trial.TrialAlert;
import vigie.engine.trial.TrialSummary;

/** Tries a rule before it is in force. */
@Controller("/rules/{id}/trial")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(TrialSummary.class)
@SerdeImport(TrialAlert.class)
public class TrialController {
  private final HttpCallers callers;
  private final RuleTrials trials;

  /** Wired by the program. */
  public TrialController(HttpCallers callers, RuleTrials trials) {
    this.callers = callers;
    this.trials = trials;
  }

  /**
   * Judges stored readings by the rules in force and with the candidate among them, side by side,
   * by the patients' limits, flags and consents of today. Nothing is kept and nobody is told.
   */
  @Post
  @Operation(
      summary = "Try a rule on stored readings of some patients (physicians who may see them)")
  TrialResponse trial(HttpRequest<?> request, String id, @Body TrialRequest body) {
    return trials.run(callers.of(request), id, body);
  }
}
