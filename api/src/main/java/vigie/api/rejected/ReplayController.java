package vigie.api.rejected;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.intake.KafkaReadings;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.intake.Intake;
import vigie.reading.RejectionReason;

/** Puts refused readings through intake again, after what refused them was mended. */
@Controller("/rejected/replay")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ReplayController {
  private static final int ROWS_MAX = 500;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcRejected rows;
  private final Intake intake;
  private final KafkaReadings readings;
  private final Clock clock;

  /** Which: by their ids, or else by what a search asks for; the newest up to a limit. */
  @Serdeable
  public record ReplayRequest(
      @Nullable List<UUID> ids,
      @Nullable String device,
      @Nullable RejectionReason reason,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Integer limit) {}

  /**
   * What came of one row.
   *
   * @param accepted how many readings of its message are taken now
   */
  @Serdeable
  public record RowOutcome(UUID id, ReplayOutcome outcome, String words, int accepted) {}

  /**
   * What came of all.
   *
   * @param accepted rows whose reading is taken now
   */
  @Serdeable
  public record ReplayResponse(int rows, int accepted, List<RowOutcome> outcomes) {}

  /** Wired by the program. */
  ReplayController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcRejected rows,
      Intake intake,
      KafkaReadings readings,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.rows = rows;
    this.intake = intake;
    this.readings = readings;
    this.clock = clock;
  }

  /**
   * Decides each row's message again, by today's rules, bindings and consents, at the time when it
   * was received; publishes what is taken now. A repeat changes nothing: readings keep their ids.
   */
  @Post
  @Operation(summary = "Put refused readings through intake again (operator)")
  public ReplayResponse replay(HttpRequest<?> request, @Body ReplayRequest body) {
    guard.ask(callers.of(request), Action.REPLAY_REJECTED);
    List<RowOutcome> outcomes = new ArrayList<>();
    for (RejectedRow row : selected(body)) {
      outcomes.add(replay(row));
    }
    return new ReplayResponse(
        outcomes.size(),
        (int) outcomes.stream().filter(one -> one.outcome() == ReplayOutcome.ACCEPTED).count(),
        outcomes);
  }

  private RowOutcome replay(RejectedRow row) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Replay.Decision decision =
        row.replayable()
            // What was measured long ago is nothing to hold the next reading against.
            ? Replay.decide(
                row.reading(),
                intake.preview(Replay.message(row.reading()), row.reading().received()),
                now)
            : new Replay.Decision(ReplayOutcome.NO_BYTES, List.of());
    readings.keep(decision.publish(), List.of());
    RejectedRow.Replayed replayed =
        new RejectedRow.Replayed(now, decision.outcome(), decision.publish().size());
    rows.mark(row.id(), replayed);
    return new RowOutcome(
        row.id(), replayed.outcome(), replayed.outcome().words(), replayed.accepted());
  }

  private List<RejectedRow> selected(ReplayRequest body) {
    Instant now = clock.instant();
    if (body.ids() != null) {
      if (body.ids().size() > ROWS_MAX) {
        throw Refusal.invalid("ids", "must be at most " + ROWS_MAX);
      }
      return rows.find(body.ids(), now.minus(Retention.REJECTED));
    }
    int limit = body.limit() == null ? ROWS_MAX : body.limit();
    if (limit < 1 || limit > ROWS_MAX) {
      throw Refusal.invalid("limit", "must be from 1 to " + ROWS_MAX);
    }
    return rows.search(
        RejectedController.filter(body.device(), body.reason(), body.from(), body.to(), now),
        limit);
  }
}
