package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.ContentKind;
import vigie.api.access.Profession;
import vigie.api.access.Verb;
import vigie.api.web.FieldText;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * The care team of an episode: proposed by a professional, opened by the patient, member by member,
 * and over with the episode (C-26, C-48).
 */
@Controller("/patients/{id}/episodes")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class EpisodeController {
  private static final int NAME_LENGTH_MAX = 200;
  private static final int MEMBERS_MAX = 200;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final AccessDirectory directory;
  private final JdbcEpisodes episodes;
  private final Clock clock;

  /** What the episode is called, who treats, and when it ends at the latest. */
  @Serdeable
  public record EpisodeRequest(String name, List<UUID> members, Instant until) {}

  /**
   * What the patient opens to the team, by the names that a grant uses; the version of the wording
   * that was shown, which must be the one in force, and its language ({@code en} unless said).
   */
  @Serdeable
  public record AcceptanceRequest(
      List<String> categories,
      @Nullable List<Verb> verbs,
      @Nullable String textVersion,
      @Nullable String language) {}

  /** The id of what was proposed. */
  @Serdeable
  public record ProposalResponse(UUID id) {}

  /** An episode with its team; {@code acceptedAt} null as long as the team sees nothing. */
  @Serdeable
  public record EpisodeResponse(
      UUID id,
      String name,
      List<UUID> members,
      UUID proposedBy,
      Instant proposedAt,
      Instant until,
      @Nullable Instant acceptedAt,
      List<ContentKind> categories,
      List<Verb> verbs,
      @Nullable String textVersion,
      @Nullable String textHash,
      @Nullable String language) {
    static EpisodeResponse of(JdbcEpisodes.Row row) {
      return new EpisodeResponse(
          row.id(),
          row.name(),
          row.members().stream().sorted().toList(),
          row.proposedBy(),
          row.proposedAt(),
          row.until(),
          row.acceptedAt(),
          row.kinds().stream().sorted().toList(),
          row.verbs().stream().sorted().toList(),
          row.text() == null ? null : row.text().version(),
          row.text() == null ? null : row.text().hash(),
          row.text() == null ? null : row.text().language());
    }
  }

  /** Wired by the program. */
  public EpisodeController(
      AccessGuard guard,
      HttpCallers callers,
      AccessDirectory directory,
      JdbcEpisodes episodes,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.directory = directory;
    this.episodes = episodes;
    this.clock = clock;
  }

  /** The episodes that have not ended. */
  @Get
  @Operation(summary = "Episodes of care and their teams (patient)")
  public List<EpisodeResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_EPISODES, id);
    return episodes.list(id, clock.instant()).stream().map(EpisodeResponse::of).toList();
  }

  /** Proposes a team; it sees nothing by that. */
  @Post
  @Operation(summary = "Propose the care team of an episode (health professional)")
  @ApiResponse(responseCode = "201", description = "The episode's id, for the patient to accept")
  public HttpResponse<ProposalResponse> propose(
      HttpRequest<?> request, UUID id, @Body EpisodeRequest episode) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.PROPOSE_EPISODE, id);
    String name = FieldText.of("name", episode.name(), NAME_LENGTH_MAX);
    Set<UUID> members = Set.copyOf(episode.members());
    if (members.isEmpty() || members.size() > MEMBERS_MAX) {
      throw Refusal.invalid("members", "must be 1 to " + MEMBERS_MAX);
    }
    if (!members.stream().allMatch(this::mayTreat)) {
      throw Refusal.invalid(
          "members", "must be health professionals, and not of an insurer, a bank or an employer");
    }
    if (!episode.until().isAfter(clock.instant())) {
      throw Refusal.invalid("until", "must be in the future");
    }
    return HttpResponse.created(
        new ProposalResponse(
            episodes.propose(id, name, members, episode.until(), caller.actor().person())));
  }

  /** Opens the file to the team until the episode ends. */
  @Put("/{episode}/acceptance")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Accept the care team of an episode (patient)")
  public void accept(
      HttpRequest<?> request, UUID id, UUID episode, @Body AcceptanceRequest acceptance) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_EPISODES, id);
    List<Verb> verbs = acceptance.verbs();
    String language = acceptance.language();
    ConsentText text = ConsentText.ofTeam(language == null ? "en" : language);
    if (acceptance.textVersion() != null && !acceptance.textVersion().equals(text.version())) {
      throw Refusal.invalid("textVersion", "must be " + text.version() + ", the one in force");
    }
    if (!episodes.accept(
        id,
        episode,
        ContentKinds.of(acceptance.categories()),
        ContentKinds.verbs(verbs == null ? List.of() : verbs),
        text,
        caller.actor().person())) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such episode that has not ended");
    }
  }

  /** Ends the episode, and with it all that its team may see. */
  @Delete("/{episode}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End an episode, or refuse its team (patient)")
  public void delete(HttpRequest<?> request, UUID id, UUID episode) {
    guard.ask(callers.of(request), Action.CHANGE_EPISODES, id);
    if (!episodes.end(id, episode)) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such episode that has not ended");
    }
  }

  private boolean mayTreat(UUID person) {
    Actor actor = directory.actor(person).orElse(null);
    return actor != null
        && actor.profession() != null
        && actor.profession() != Profession.OTHER
        && !actor.barred();
  }
}
