package vigie.cli.enrol;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vigie.cli.client.ApiException;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpSession;
import vigie.cli.client.NewLimit;
import vigie.cli.client.NewPerson;
import vigie.cli.device.BoundDevice;
import vigie.reading.Category;

/**
 * Makes people, consents, devices and limits through the API, each by whom it is up to: the
 * operator makes accounts, the patient consents and binds devices, the physician sets limits. What
 * stands in the book is not made again. Safe to use from many threads, for different people.
 */
public final class Enrolment {
  private static final int CONFLICT = 409;
  private static final int PASSWORD_BYTES = 18;
  private static final String OPERATOR = "operator";

  private final HttpApi api;
  private final String operatorPassword;
  private final JsonEnrolmentBook book;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();

  /** At this API, with the first operator's password, remembering in this book. */
  public Enrolment(HttpApi api, String operatorPassword, JsonEnrolmentBook book) {
    this.api = api;
    this.operatorPassword = operatorPassword;
    this.book = book;
  }

  /** A person without anything of their own, such as a physician. */
  public EnrolledPerson person(
      String username,
      String role,
      String firstName,
      String lastName,
      @Nullable String email,
      @Nullable String webhookUrl,
      @Nullable String webhookSecret) {
    String password = book.password(username).orElseGet(() -> newPassword(username));
    String known = book.id(username).orElse(null);
    if (known != null) {
      return new EnrolledPerson(UUID.fromString(known), username, password);
    }
    NewPerson person =
        new NewPerson(
            username,
            password,
            role,
            firstName,
            lastName,
            email,
            webhookUrl,
            webhookSecret,
            role.equals("PHYSICIAN") ? MadeUpRpps.of(username) : null);
    UUID id;
    try {
      id = api.createPerson(session(OPERATOR, operatorPassword), person);
    } catch (ApiException e) {
      if (e.status() != CONFLICT) {
        throw e;
      }
      // Made by an earlier run that ended before it heard so.
      id = session(username, password).person();
    }
    book.made(username, id.toString());
    return new EnrolledPerson(id, username, password);
  }

  /** Reads the code that was sent over a channel, where it arrived. */
  @FunctionalInterface
  public interface CodeReader {
    /** Waits for it; the channel is MAIL or WEBHOOK. */
    String read(String channel) throws InterruptedException;
  }

  /** Proves those channels of the person that are not proven: without it no alert uses them. */
  public void verifyChannels(EnrolledPerson person, CodeReader codes) throws InterruptedException {
    HttpSession session = session(person);
    for (String channel : api.unverifiedChannels(session)) {
      api.sendCode(session, channel);
      api.verifyChannel(session, channel, codes.read(channel));
    }
  }

  /** A patient as planned; already so, nothing is asked of the API. */
  public EnrolledPatient patient(PatientPlan plan) {
    EnrolledPerson person =
        person(plan.username(), "PATIENT", plan.firstName(), plan.lastName(), null, null, null);
    String fingerprint = plan.fingerprint();
    if (!book.plan(plan.username()).orElse("").equals(fingerprint)) {
      enrol(plan, person);
      book.planned(plan.username(), fingerprint);
    }
    Map<String, String> secrets = new LinkedHashMap<>();
    for (BoundDevice device : plan.devices()) {
      String id = plan.deviceId(device);
      secrets.put(id, book.secret(id).orElseThrow());
    }
    return new EnrolledPatient(person, secrets);
  }

  /** A session of this person, kept for the next time. */
  public HttpSession session(EnrolledPerson person) {
    return session(person.username(), person.password());
  }

  private void enrol(PatientPlan plan, EnrolledPerson person) {
    HttpSession patient = session(person);
    for (Category category : plan.categories()) {
      api.consent(patient, category);
    }
    api.careTeam(
        patient, plan.physician().id(), plan.contact() == null ? null : plan.contact().id());
    for (BoundDevice device : plan.devices()) {
      String id = plan.deviceId(device);
      book.bound(id, api.bindDevice(patient, id, device));
    }
    if (!plan.limits().isEmpty()) {
      HttpSession physician = session(plan.physician());
      for (NewLimit limit : plan.limits()) {
        int unused = api.limit(physician, person.id(), limit);
      }
    }
  }

  private String newPassword(String username) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    book.intend(username, password);
    return password;
  }

  private HttpSession session(String username, String password) {
    HttpSession known = sessions.get(username);
    if (known != null) {
      return known;
    }
    try {
      HttpSession session = api.signIn(username, password);
      sessions.put(username, session);
      return session;
    } catch (ApiException e) {
      if (e.status() != 401 || username.equals(OPERATOR)) {
        throw e;
      }
      throw new IllegalStateException(
          "the API does not let "
              + username
              + " in, whom "
              + book.file()
              + " remembers; if its database is a new one, remove that file",
          e);
    }
  }
}
