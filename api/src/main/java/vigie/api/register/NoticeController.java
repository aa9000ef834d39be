package vigie.api.register;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.policy.JdbcPolicies;
import vigie.api.policy.Policies;
import vigie.api.policy.Policy;

/** The notice, for anybody: one reads it before one gives anything. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class NoticeController {
  private final JdbcPolicies policies;
  private final ApiConfig config;
  private final Clock clock;

  /** Wired by the program. */
  public NoticeController(JdbcPolicies policies, ApiConfig config, Clock clock) {
    this.policies = policies;
    this.config = config;
    this.clock = clock;
  }

  /** What is kept, what for, on what ground, from whom, for whom, how long, and what one may. */
  @Get("/notice")
  @Operation(summary = "The notice to patients, by category of data; language is fr or en")
  public Notice notice(@QueryValue @Nullable String language) {
    List<Policy> all = policies.all();
    Instant now = clock.instant();
    return Notice.of(
        language == null ? "fr" : language,
        config.operator(),
        Policies.inForce(all, now),
        Policies.coming(all, now));
  }
}
