package vigie.api.request;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.api.erasure.JdbcHolds;
import vigie.api.event.ClinicalEvent;
import vigie.api.event.Provenance;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Message;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.notify.Words;
import vigie.api.objection.JdbcObjections;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * Takes requests and has them answered: at once where a program can, else by the professional whose
 * file it is about, else by the data protection officer. Whoever is concerned is told over their
 * proven channels, where there are any; the request itself says all of it. Safe for many threads.
 */
@Singleton
final class RequestDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

  private final JdbcRequests requests;
  private final JdbcObjections objections;
  private final JdbcHolds holds;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final Clock clock;
  private final ZoneId zone;

  RequestDesk(
      JdbcRequests requests,
      JdbcObjections objections,
      JdbcHolds holds,
      RecipientDirectory directory,
      DeliveryChannels channels,
      Clock clock,
      ZoneId zone) {
    this.requests = requests;
    this.objections = objections;
    this.holds = holds;
    this.directory = directory;
    this.channels = channels;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Takes a request.
   *
   * @param event that it is about; null for none
   * @return as it stands, answered where a program can
   * @throws vigie.api.store.StoreException of kind DUPLICATE when such an objection is open
   */
  RightsRequest file(
      UUID patient, RequestKind kind, String text, @Nullable ClinicalEvent event, UUID by) {
    Instant now = clock.instant();
    if (event == null && kind == RequestKind.OBJECTION) {
      // The case has a list of its own, and is on this one too.
      String about = objections.open(patient, JdbcObjections.Scope.PROCESSING, text, by).toString();
      return requests.ofPatient(patient).stream()
          .filter(request -> about.equals(request.about()))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the objection " + about + " has none"));
    }
    String about = event == null ? null : event.id().toString();
    RightsRequest filed =
        RightsRequest.filed(UUID.randomUUID(), patient, kind, text, about, now, by, zone);
    if (event == null) {
      String answer =
          AnsweredAtOnce.words(
              kind, patient, !holds.inForce(patient).isEmpty(), Words.of(language(patient)));
      RightsRequest taken = answer == null ? filed : filed.answered(null, true, answer, now);
      requests.add(taken);
      return taken;
    }
    Provenance whose = event.provenance();
    if (whose.controller() != Provenance.Controller.PROFESSIONAL_FILE) {
      requests.add(filed);
      return filed;
    }
    RightsRequest passed = filed.passedOn(whose.author(), now);
    requests.add(passed);
    tell(
        whose.author(),
        language ->
            RequestText.toProfessional(
                id(passed, RightsRequest.Event.PASSED_ON, whose.author()),
                whose.author(),
                passed,
                language,
                zone));
    tellPatient(passed, RightsRequest.Event.PASSED_ON);
    return passed;
  }

  /**
   * Gives two months more, and tells the patient.
   *
   * @throws Refusal when that may not be
   */
  RightsRequest extend(UUID request, String reason, UUID by) {
    RightsRequest extended =
        changed(request, open -> open.extended(by, reason, clock.instant(), zone));
    tellPatient(extended, RightsRequest.Event.EXTENDED);
    return extended;
  }

  /**
   * Answers, and tells the patient.
   *
   * @param mayAnswer whether it is for the caller; any other is answered as unknown
   * @throws Refusal when that may not be
   */
  RightsRequest answer(
      UUID request, boolean granted, String grounds, UUID by, Predicate<RightsRequest> mayAnswer) {
    RightsRequest answered =
        changed(
            request,
            open -> {
              if (!mayAnswer.test(open)) {
                throw unknown();
              }
              if (open.kind() == RequestKind.OBJECTION && open.passing() == null) {
                throw new Refusal(
                    ProblemCode.CONFLICT,
                    "an objection is decided by PUT /objections/" + open.about() + "/decision");
              }
              return open.answered(by, granted, grounds, clock.instant());
            });
    tellPatient(answered, RightsRequest.Event.ANSWERED);
    return answered;
  }

  /**
   * Takes a request back.
   *
   * @throws Refusal when there is none such that is open
   */
  void withdraw(UUID patient, UUID request) {
    RightsRequest known =
        requests
            .find(request)
            .filter(found -> found.patient().equals(patient))
            .orElseThrow(RequestDesk::unknown);
    if (known.kind() == RequestKind.OBJECTION && known.passing() == null) {
      objections.end(patient, UUID.fromString(String.valueOf(known.about())));
      return;
    }
    changed(request, open -> open.withdrawn(clock.instant()));
  }

  static Refusal unknown() {
    return new Refusal(ProblemCode.NOT_FOUND, "there is no such request");
  }

  private RightsRequest changed(UUID request, UnaryOperator<RightsRequest> change) {
    return requests.change(request, change).orElseThrow(RequestDesk::unknown);
  }

  private void tellPatient(RightsRequest request, RightsRequest.Event event) {
    tell(
        request.patient(),
        language ->
            RequestText.toPatient(
                id(request, event, request.patient()), request, event, language, zone));
  }

  private void tell(UUID person, Function<String, Message> text) {
    Optional<Recipient> recipient = directory.find(person);
    DeliveryChannels.Sent sent =
        recipient
            .map(found -> channels.tell(found, text.apply(found.language())))
            .orElseGet(() -> new DeliveryChannels.Sent(false, "nobody of this id is known"));
    if (!sent.accepted()) {
      LOG.info("{} was not told of a request: {}", person, sent.how());
    }
  }

  private String language(UUID person) {
    return directory.find(person).map(Recipient::language).orElse("fr");
  }

  private static UUID id(RightsRequest request, RightsRequest.Event event, UUID to) {
    return Keyed128.of("request", request.id(), event, to);
  }
}
