package vigie.api.request;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * A person's request and what became of it. Immutable; every change gives a new one, or refuses.
 *
 * @param id its id
 * @param patient whose rights it is about
 * @param kind what is asked for
 * @param text in the person's words
 * @param about what it is about, such as an event's id or a metric; null for nothing in particular
 * @param filedAt when it came
 * @param filedBy the patient, or a representative on their behalf
 * @param term the first instant that is too late for an answer
 * @param passing to which professional it was passed on; null for none
 * @param extension of its term; null for none
 * @param answer null while there is none
 * @param withdrawn when the person took it back; null when they did not
 */
public record RightsRequest(
    UUID id,
    UUID patient,
    RequestKind kind,
    String text,
    @Nullable String about,
    Instant filedAt,
    UUID filedBy,
    Instant term,
    @Nullable Passing passing,
    @Nullable Extension extension,
    @Nullable Answer answer,
    @Nullable Instant withdrawn) {

  /** That it is for somebody to answer who keeps a file of their own (C-78). */
  public record Passing(UUID to, Instant at) {}

  /** Two months more, with the reason that the person reads. */
  public record Extension(Instant at, UUID by, String reason) {}

  /**
   * The answer.
   *
   * @param by who answered; null for the program
   * @param granted whether the person is given what they asked for
   * @param grounds why, or how it is done
   */
  public record Answer(Instant at, @Nullable UUID by, boolean granted, String grounds) {}

  /** How it stands. */
  public enum Status {
    OPEN,
    GRANTED,
    REFUSED,
    WITHDRAWN
  }

  /** What can happen to a request. */
  public enum Event {
    FILED,
    PASSED_ON,
    EXTENDED,
    ANSWERED,
    WITHDRAWN
  }

  /**
   * One thing that happened.
   *
   * @param by who did it; null for the program
   * @param words the reason or the grounds; null where there are none
   */
  public record Step(Event event, Instant at, @Nullable UUID by, @Nullable String words) {}

  /** One that comes in now. */
  public static RightsRequest filed(
      UUID id,
      UUID patient,
      RequestKind kind,
      String text,
      @Nullable String about,
      Instant now,
      UUID by,
      ZoneId zone) {
    return new RightsRequest(
        id, patient, kind, text, about, now, by, RequestTerm.of(now, zone), null, null, null, null);
  }

  /** How it stands. */
  public Status status() {
    if (answer != null) {
      return answer.granted() ? Status.GRANTED : Status.REFUSED;
    }
    return withdrawn == null ? Status.OPEN : Status.WITHDRAWN;
  }

  /** The same, for this professional to answer. */
  public RightsRequest passedOn(UUID to, Instant now) {
    return with(term, new Passing(to, now), extension, answer, withdrawn);
  }

  /**
   * The same with two months more: once, and before the term.
   *
   * @throws Refusal when that may not be
   */
  public RightsRequest extended(UUID by, String reason, Instant now, ZoneId zone) {
    mustBeOpen();
    if (extension != null) {
      throw new Refusal(ProblemCode.CONFLICT, "the term was extended already, and may be once");
    }
    if (RequestTerm.state(term, now) == RequestTerm.State.OVERDUE) {
      throw new Refusal(
          ProblemCode.CONFLICT, "the term is over: the person must be told of more time before");
    }
    return with(
        RequestTerm.extended(term, zone),
        passing,
        new Extension(now, by, reason),
        answer,
        withdrawn);
  }

  /**
   * The same, answered.
   *
   * @param by null for the program
   * @throws Refusal when it is answered or withdrawn
   */
  public RightsRequest answered(@Nullable UUID by, boolean granted, String grounds, Instant now) {
    mustBeOpen();
    return with(term, passing, extension, new Answer(now, by, granted, grounds), withdrawn);
  }

  /**
   * The same, taken back.
   *
   * @throws Refusal when it is answered or withdrawn
   */
  public RightsRequest withdrawn(Instant now) {
    mustBeOpen();
    return with(term, passing, extension, answer, now);
  }

  /** All that happened, oldest first. */
  public List<Step> history() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Event.FILED, filedAt, filedBy, null));
    if (passing != null) {
      steps.add(new Step(Event.PASSED_ON, passing.at(), null, null));
    }
    if (extension != null) {
      steps.add(new Step(Event.EXTENDED, extension.at(), extension.by(), extension.reason()));
    }
    if (answer != null) {
      steps.add(new Step(Event.ANSWERED, answer.at(), answer.by(), answer.grounds()));
    }
    if (withdrawn != null) {
      steps.add(new Step(Event.WITHDRAWN, withdrawn, filedBy, null));
    }
    steps.sort(Comparator.comparing(Step::at));
    return steps;
  }

  private void mustBeOpen() {
    if (status() != Status.OPEN) {
      throw new Refusal(ProblemCode.CONFLICT, "the request is " + status() + " already");
    }
  }

  private RightsRequest with(
      Instant newTerm,
      @Nullable Passing newPassing,
      @Nullable Extension newExtension,
      @Nullable Answer newAnswer,
      @Nullable Instant newWithdrawn) {
    return new RightsRequest(
        id,
        patient,
        kind,
        text,
        about,
        filedAt,
        filedBy,
        newTerm,
        newPassing,
        newExtension,
        newAnswer,
        newWithdrawn);
  }
}
