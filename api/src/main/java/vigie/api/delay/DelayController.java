package vigie.api.delay;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.Severity;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;

/** How long alerts took, over all patients. */
@Controller("/delays")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class DelayController {
  private static final Duration SPAN_DEFAULT = Duration.ofDays(30);

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcDelays rows;
  private final Clock clock;

  /** Milliseconds that half, nine in ten and 99 in a hundred alerts took at most. */
  @Serdeable
  public record DelayView(
      Severity severity, Stage stage, long count, long p50, long p90, long p99) {}

  /** The most severe first; what no alert had is missing. */
  @Serdeable
  public record DelaysView(Instant from, Instant to, List<DelayView> delays) {}

  /** Wired by the program. */
  DelayController(AccessGuard guard, HttpCallers callers, JdbcDelays rows, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.rows = rows;
    this.clock = clock;
  }

  /** Of alerts decided in a span; without one, in the last 30 days. */
  @Get
  @Operation(summary = "Percentiles of alerts' delays by severity and stage (anybody)")
  public DelaysView get(
      HttpRequest<?> request,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to) {
    guard.ask(callers.of(request), Action.READ_DELAYS);
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(SPAN_DEFAULT) : from;
    if (!begin.isBefore(end)) {
      throw Refusal.invalid("from", "must be before 'to'");
    }
    return new DelaysView(
        begin,
        end,
        rows.between(begin, end).stream()
            .sorted(
                Comparator.comparing(JdbcDelays.Delays::severity)
                    .reversed()
                    .thenComparing(JdbcDelays.Delays::stage))
            .map(
                each ->
                    new DelayView(
                        each.severity(),
                        each.stage(),
                        each.count(),
                        each.p50(),
                        each.p90(),
                        each.p99()))
            .toList());
  }
}
