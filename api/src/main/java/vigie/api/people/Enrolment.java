package vigie.api.people;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.access.Actor;
import vigie.api.access.Mandate;
import vigie.api.access.Profession;
import vigie.api.access.Professional;
import vigie.api.access.Role;
import vigie.api.channel.Addresses;
import vigie.api.channel.Destination;
import vigie.api.directory.ProfessionCheck;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.notify.WebhookSecrets;
import vigie.api.patient.JdbcMandates;
import vigie.api.patient.JdbcPatients;
import vigie.api.signin.Passwords;
import vigie.api.store.StoreException;
import vigie.api.web.FieldText;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Makes people, refusing what they could not work with. */
@Singleton
public final class Enrolment {
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Pattern ORGANISATION = Pattern.compile("[0-9][0-9AB][0-9]{7}");
  private static final int NAME_LENGTH_MAX = 200;
  private static final int PROOF_LENGTH_MAX = 500;

  private static final Set<Mandate.Basis> FOR_MINORS =
      EnumSet.of(Mandate.Basis.PARENTAL_AUTHORITY, Mandate.Basis.COURT_DECISION);
  private static final LocalDate BORN_FIRST = LocalDate.of(1900, 1, 1);

  private final JdbcPeople people;
  private final JdbcPatients patients;
  private final AccessDirectory directory;
  private final RecipientDirectory recipients;
  private final ProfessionCheck professions;
  private final WebhookSecrets secrets;
  private final Clock clock;
  private final ZoneId zone;

  /** Wired by the program. */
  public Enrolment(
      JdbcPeople people,
      JdbcPatients patients,
      AccessDirectory directory,
      RecipientDirectory recipients,
      ProfessionCheck professions,
      WebhookSecrets secrets,
      Clock clock,
      ZoneId zone) {
    this.people = people;
    this.patients = patients;
    this.directory = directory;
    this.recipients = recipients;
    this.professions = professions;
    this.secrets = secrets;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Makes the person.
   *
   * @return them as they stand in decisions
   * @throws Refusal naming the field that is no good, or when the username is taken
   */
  public Actor enrol(PeopleController.PersonRequest request, Actor by) {
    LocalDate today = clock.instant().atZone(zone).toLocalDate();
    Person person = checked(request, today);
    JdbcPatients.Change<?> first = represented(request, person, today, by);
    String hash = request.password() == null ? null : Passwords.hash(request.password());
    try {
      if (person.role() == Role.PATIENT) {
        patients.enrol(person, hash, by.person(), first);
      } else {
        people.add(person, hash, clock.instant(), by.person());
      }
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.DUPLICATE) {
        throw new Refusal(
            ProblemCode.CONFLICT,
            "username '"
                + person.username()
                + "', or the professional's or the patient's national identifier, is taken");
      }
      throw e;
    }
    directory.putPerson(person.actor());
    recipients.put(
        new Recipient(
            person.id(),
            person.firstName(),
            person.lastName(),
            person.language(),
            person.email(),
            person.webhookUrl(),
            secrets.open(person.id(), person.webhookSecret()),
            false,
            Set.of(),
            person.identity()));
    if (person.role() == Role.OPERATOR) {
      recipients.putOperator(person.id());
    }
    return person.actor();
  }

  private Person checked(PeopleController.PersonRequest request, LocalDate today) {
    if (!USERNAME.matcher(request.username()).matches()) {
      throw Refusal.invalid(
          "username",
          "must be 1 to 64 letters, digits or . _ @ -, beginning with one of the first");
    }
    checkName("firstName", request.firstName());
    checkName("lastName", request.lastName());
    if (request.email() != null) {
      Addresses.checkMail("email", request.email());
    }
    String language = request.language() == null ? "fr" : request.language();
    if (!language.equals("fr") && !language.equals("en")) {
      throw Refusal.invalid("language", "must be fr or en");
    }
    Destination place = null;
    if (request.webhookUrl() != null) {
      Addresses.checkWebhook("webhookUrl", request.webhookUrl());
      Addresses.checkSecret("webhookSecret", request.webhookSecret());
      place = Addresses.checkPlace(request.webhookRegion(), request.webhookTransferBasis());
    }
    UUID id = UUID.randomUUID();
    return new Person(
        id,
        request.username(),
        request.role(),
        request.firstName().strip(),
        request.lastName().strip(),
        language,
        request.email(),
        request.webhookUrl(),
        secrets.seal(id, request.webhookSecret()),
        place,
        identity(request, today),
        professions.checked(professional(request), request.lastName()));
  }

  /** What is said of a patient; of others nothing may be. */
  private static Identity identity(PeopleController.PersonRequest request, LocalDate today) {
    checkPatients("birthDate", request.birthDate(), request.role());
    checkPatients("phone", request.phone(), request.role());
    checkPatients("ins", request.ins(), request.role());
    LocalDate birth = request.birthDate();
    if (birth != null && (birth.isAfter(today) || birth.isBefore(BORN_FIRST))) {
      throw Refusal.invalid("birthDate", "must be from " + BORN_FIRST + " to today");
    }
    String phone = IdentityFields.phone(request.phone());
    PeopleController.InsRequest said = request.ins();
    return new Identity(birth, phone, said == null ? null : IdentityFields.ins("ins.", said));
  }

  private static void checkPatients(String field, @Nullable Object said, Role role) {
    if (said != null && role != Role.PATIENT) {
      throw Refusal.invalid(field, "must be null for the role " + role);
    }
  }

  /** A minor has an account only with somebody who acts for them, from the start (C-105). */
  private JdbcPatients.Change<?> represented(
      PeopleController.PersonRequest request, Person person, LocalDate today, Actor by) {
    LocalDate birth = person.identity().birthDate();
    PeopleController.RepresentativeRequest said = request.representative();
    if (birth == null || !Majority.minor(birth, today)) {
      if (said != null) {
        throw Refusal.invalid("representative", "must be null but for a patient under 18");
      }
      return (connection, now) -> now;
    }
    if (said == null) {
      throw Refusal.invalid(
          "representative",
          "must be there for a patient under 18: a minor has an account only through whoever holds"
              + " parental authority, or was named by a judge");
    }
    UUID representative = said.person();
    if (representative == null || !adultLayPerson(representative, today)) {
      throw Refusal.invalid("representative.person", "must be the id of an adult lay person");
    }
    Mandate.Basis basis = said.basis() == null ? Mandate.Basis.PARENTAL_AUTHORITY : said.basis();
    if (!FOR_MINORS.contains(basis)) {
      throw Refusal.invalid("representative.basis", "must be one of " + FOR_MINORS);
    }
    String proof = FieldText.of("representative.proof", said.proof(), PROOF_LENGTH_MAX);
    return JdbcMandates.given(
        person.id(),
        new Mandate(
            representative, EnumSet.allOf(Mandate.Scope.class), Majority.begins(birth, zone)),
        basis,
        proof,
        by.person());
  }

  private boolean adultLayPerson(UUID person, LocalDate today) {
    return people
        .find(person)
        .filter(found -> found.role().lay())
        .filter(found -> !minor(found.identity().birthDate(), today))
        .isPresent();
  }

  /** Who has no birth date counts as adult. */
  private static boolean minor(@Nullable LocalDate birth, LocalDate today) {
    return birth != null && Majority.minor(birth, today);
  }

  /** What is said of a professional; of lay people nothing may be. */
  private static @Nullable Professional professional(PeopleController.PersonRequest request) {
    PeopleController.ProfessionalRequest said = request.professional();
    if (said == null) {
      if (request.role().professional()) {
        throw Refusal.invalid(
            "professional",
            "must be there for the role "
                + request.role()
                + ", with the RPPS number of a health profession as identifier");
      }
      return null;
    }
    if (!request.role().professional()) {
      throw Refusal.invalid("professional", "must be null for the role " + request.role());
    }
    boolean physician = said.profession() == Profession.PHYSICIAN;
    if (physician != (request.role() == Role.PHYSICIAN)) {
      throw Refusal.invalid("professional.profession", "must be PHYSICIAN for that role alone");
    }
    if (said.profession() != Profession.OTHER && said.identifier() == null) {
      throw Refusal.invalid("professional.identifier", "must be there for a health profession");
    }
    if (said.identifier() != null && !Rpps.isSound(said.identifier())) {
      throw Refusal.invalid(
          "professional.identifier",
          "must be a RPPS number: 11 digits, the last one a check digit");
    }
    if (said.organisation() != null && !ORGANISATION.matcher(said.organisation()).matches()) {
      throw Refusal.invalid("professional.organisation", "must be a FINESS number: 9 characters");
    }
    return new Professional(
        said.identifier(), said.profession(), said.organisationKind(), said.organisation());
  }

  private static void checkName(String field, String name) {
    if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
      throw Refusal.invalid(field, "must have 1 to " + NAME_LENGTH_MAX + " characters");
    }
  }
}
