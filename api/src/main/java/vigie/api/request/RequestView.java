package vigie.api.request;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.OperatorSettings;
import vigie.api.event.Provenance;
import vigie.api.notify.Phrase;
import vigie.api.notify.Words;

/**
 * A request as the person and who answers it read it.
 *
 * @param term the first instant that is too late for an answer
 * @param clock how its time stands; null for one that is not open
 * @param controller who answers: the professional for their file, or the platform (C-32)
 * @param passedTo the professional who answers; null for none
 * @param answer null while there is none
 * @param remedy what may be done against a refusal; null where nothing was refused
 */
@Serdeable
public record RequestView(
    UUID id,
    RequestKind kind,
    String text,
    @Nullable String about,
    Instant filedAt,
    UUID by,
    RightsRequest.Status status,
    Instant term,
    RequestTerm.@Nullable State clock,
    Provenance.Controller controller,
    @Nullable PassedTo passedTo,
    @Nullable AnswerView answer,
    @Nullable Remedy remedy,
    List<StepView> history) {

  /** To whom it was passed on; the name is null where the account is gone. */
  @Serdeable
  public record PassedTo(UUID professional, @Nullable String name, Instant at) {}

  /** The answer; {@code by} is null for the program. */
  @Serdeable
  public record AnswerView(Instant at, @Nullable UUID by, boolean granted, String grounds) {}

  /** The supervisory authority and the courts (C-75, GDPR articles 12(4), 77 and 79). */
  @Serdeable
  public record Remedy(String words, String authority, String link) {}

  /** One thing that happened; {@code by} is null for the program. */
  @Serdeable
  public record StepView(
      RightsRequest.Event event, Instant at, @Nullable UUID by, @Nullable String words) {}

  /**
   * A request in this language.
   *
   * @param names of professionals, by id
   */
  static RequestView of(
      RightsRequest request,
      Map<UUID, String> names,
      OperatorSettings operator,
      Words words,
      Instant now) {
    RightsRequest.Passing passing = request.passing();
    RightsRequest.Answer answer = request.answer();
    return new RequestView(
        request.id(),
        request.kind(),
        request.text(),
        request.about(),
        request.filedAt(),
        request.filedBy(),
        request.status(),
        request.term(),
        request.status() == RightsRequest.Status.OPEN
            ? RequestTerm.state(request.term(), now)
            : null,
        passing == null
            ? Provenance.Controller.PATIENT_ACCOUNT
            : Provenance.Controller.PROFESSIONAL_FILE,
        passing == null ? null : new PassedTo(passing.to(), names.get(passing.to()), passing.at()),
        answer == null
            ? null
            : new AnswerView(answer.at(), answer.by(), answer.granted(), answer.grounds()),
        request.status() == RightsRequest.Status.REFUSED ? remedy(operator, words) : null,
        request.history().stream()
            .map(step -> new StepView(step.event(), step.at(), step.by(), step.words()))
            .toList());
  }

  private static Remedy remedy(OperatorSettings operator, Words words) {
    return new Remedy(
        words.phrase(Phrase.REMEDY), operator.authority(), operator.complaint().toString());
  }
}
