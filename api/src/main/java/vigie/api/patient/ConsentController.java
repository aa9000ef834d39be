package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Category;

/** What a patient agrees to have taken in and watched, category by category. */
@Controller("/patients/{id}/consents")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ConsentController {
  private static final String CHANNEL = "api";

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcConsents consents;

  /** The language in which the wording was shown; {@code en} unless said. */
  @Serdeable
  public record ConsentRequest(@Nullable String language) {}

  /** A consent as it stands: since when, and to which wording. */
  @Serdeable
  public record ConsentResponse(
      Category category,
      boolean given,
      Instant since,
      String textVersion,
      String textHash,
      String language,
      String channel) {
    static ConsentResponse of(JdbcConsents.Event event) {
      return new ConsentResponse(
          event.category(),
          event.given(),
          event.at(),
          event.text().version(),
          event.text().hash(),
          event.text().language(),
          event.channel());
    }
  }

  /** A consent with its whole history, oldest first. */
  @Serdeable
  public record ConsentHistory(Category category, boolean given, List<ConsentResponse> history) {}

  /** Wired by the program. */
  public ConsentController(AccessGuard guard, HttpCallers callers, JdbcConsents consents) {
    this.guard = guard;
    this.callers = callers;
    this.consents = consents;
  }

  /** Every category ever decided, as it stands. */
  @Get
  @Operation(summary = "Consents as they stand (patient)")
  public List<ConsentResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_CONSENTS, id);
    Map<Category, ConsentResponse> newest = new EnumMap<>(Category.class);
    consents.history(id).forEach(e -> newest.put(e.category(), ConsentResponse.of(e)));
    return List.copyOf(newest.values());
  }

  /** One category with its history. */
  @Get("/{category}")
  @Operation(summary = "One consent with its history (patient)")
  public ConsentHistory get(HttpRequest<?> request, UUID id, Category category) {
    guard.ask(callers.of(request), Action.READ_CONSENTS, id);
    List<ConsentResponse> history =
        consents.history(id).stream()
            .filter(event -> event.category() == category)
            .map(ConsentResponse::of)
            .toList();
    if (history.isEmpty()) {
      throw new Refusal(ProblemCode.NOT_FOUND, "no consent to " + category + " was ever given");
    }
    return new ConsentHistory(category, history.get(history.size() - 1).given(), history);
  }

  /** Gives consent; giving it again changes nothing. */
  @Put("/{category}")
  @Operation(summary = "Consent to a category (patient)")
  public ConsentResponse put(
      HttpRequest<?> request, UUID id, Category category, @Body @Nullable ConsentRequest body) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_CONSENTS, id);
    String language = body == null || body.language() == null ? "en" : body.language();
    return ConsentResponse.of(
        consents.note(
            id, category, true, ConsentText.in(language), CHANNEL, caller.actor().person()));
  }

  /** Withdraws consent: nothing more is taken, watched or shown to others. */
  @Delete("/{category}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Withdraw consent to a category (patient)")
  public void delete(HttpRequest<?> request, UUID id, Category category) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_CONSENTS, id);
    consents.note(id, category, false, ConsentText.in("en"), CHANNEL, caller.actor().person());
  }
}
