package vigie.api.patient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
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
import vigie.reading.Category;
import vigie.reading.DeviceId;

/** What a patient agrees to have taken in and watched, by category and by device (C-34, C-74). */
@Controller("/patients/{id}/consents")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class ConsentController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcConsents consents;

  /**
   * The language in which the wording was shown ({@code en} unless said) and how it was collected
   * ({@code WEB} unless said).
   */
  @Serdeable
  public record ConsentRequest(@Nullable String language, @Nullable ConsentChannel channel) {}

  /**
   * A consent as it stands: from which device ({@code source} null for all of them), since when, to
   * which wording, and who said so: the patient, or a representative on their behalf.
   */
  @Serdeable
  public record ConsentResponse(
      Category category,
      boolean given,
      @Nullable String source,
      Instant since,
      String textVersion,
      String textHash,
      String language,
      ConsentChannel channel,
      UUID by,
      boolean onBehalf) {
    static ConsentResponse of(UUID patient, Consents.Event event) {
      Consents.Declaration said = event.said();
      DeviceId source = said.source();
      return new ConsentResponse(
          said.category(),
          said.given(),
          source == null ? null : source.value(),
          event.at(),
          said.text().version(),
          said.text().hash(),
          said.text().language(),
          said.channel(),
          said.actor(),
          !said.actor().equals(patient));
    }
  }

  /** A consent with its whole history, oldest first; given when it is so for some device. */
  @Serdeable
  public record ConsentHistory(Category category, boolean given, List<ConsentResponse> history) {}

  /** Wired by the program. */
  public ConsentController(AccessGuard guard, HttpCallers callers, JdbcConsents consents) {
    this.guard = guard;
    this.callers = callers;
    this.consents = consents;
  }

  /** Every category and source ever decided, as it stands. */
  @Get
  @Operation(summary = "Consents as they stand (patient)")
  public List<ConsentResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_CONSENTS, id);
    return Consents.inForce(consents.history(id)).stream()
        .map(event -> ConsentResponse.of(id, event))
        .toList();
  }

  /** One category with its history. */
  @Get("/{category}")
  @Operation(summary = "One consent with its history (patient)")
  public ConsentHistory get(HttpRequest<?> request, UUID id, Category category) {
    guard.ask(callers.of(request), Action.READ_CONSENTS, id);
    List<Consents.Event> history =
        consents.history(id).stream().filter(event -> event.said().category() == category).toList();
    if (history.isEmpty()) {
      throw new Refusal(ProblemCode.NOT_FOUND, "no consent to " + category + " was ever given");
    }
    return new ConsentHistory(
        category,
        Consents.inForce(history).stream().anyMatch(event -> event.said().given()),
        history.stream().map(event -> ConsentResponse.of(id, event)).toList());
  }

  /** Gives consent; giving it again changes nothing. */
  @Put("/{category}")
  @Operation(
      summary = "Consent to a category, from one device or whatever the device (patient)",
      description =
          "source is a device's id. Without it the consent covers every device, also those that"
              + " were taken out of it before.")
  public ConsentResponse put(
      HttpRequest<?> request,
      UUID id,
      Category category,
      @QueryValue @Nullable String source,
      @Body @Nullable ConsentRequest body) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_CONSENTS, id);
    String language = body == null || body.language() == null ? "en" : body.language();
    return note(id, category, source, true, language, body == null ? null : body.channel(), caller);
  }

  /** Withdraws consent: nothing more is taken, watched or shown to others. */
  @Delete("/{category}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Withdraw consent to a category, from one device or whatever the device (patient)")
  public void delete(
      HttpRequest<?> request,
      UUID id,
      Category category,
      @QueryValue @Nullable String source,
      @QueryValue @Nullable String language,
      @QueryValue @Nullable ConsentChannel channel) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_CONSENTS, id);
    note(id, category, source, false, language == null ? "en" : language, channel, caller);
  }

  private ConsentResponse note(
      UUID id,
      Category category,
      @Nullable String source,
      boolean given,
      String language,
      @Nullable ConsentChannel channel,
      Caller caller) {
    if (channel == ConsentChannel.PROGRAM) {
      throw Refusal.invalid("channel", "must be WEB, PAPER or IN_PERSON");
    }
    return ConsentResponse.of(
        id,
        consents.note(
            id,
            new Consents.Declaration(
                category,
                device(source),
                given,
                ConsentText.in(language),
                channel == null ? ConsentChannel.WEB : channel,
                caller.actor().person())));
  }

  private static @Nullable DeviceId device(@Nullable String source) {
    try {
      return source == null ? null : new DeviceId(source);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("source", "must be a device's id");
    }
  }
}
