package vigie.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Actor;
import vigie.api.access.Caller;
import vigie.api.access.Mandate;
import vigie.api.access.OrganisationKind;
import vigie.api.access.Profession;
import vigie.api.access.Professional;
import vigie.api.access.Role;
import vigie.api.channel.TransferBasis;
import vigie.api.web.HttpCallers;

/** People are made by an operator. */
@Controller("/people")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class PeopleController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final Enrolment enrolment;

  /**
   * A person to make. {@code username}, {@code role}, {@code firstName} and {@code lastName} are
   * needed; without {@code password} they cannot sign in; {@code email} and {@code webhookUrl} are
   * the ways to reach them, the latter with {@code webhookSecret}, {@code webhookRegion} and,
   * outside the European Economic Area, {@code webhookTransferBasis}; {@code language} (fr unless
   * en) how they are written to. Of a patient only: {@code birthDate} keeps adults' rules from
   * whoever is under 16, and of whoever is under 18 asks for a {@code representative}; {@code
   * phone} (E.164) and {@code ins} are told, with it, to the physician who gets an alert. {@code
   * professional} is needed for the roles PHYSICIAN and PROFESSIONAL, and for no other.
   */
  @Serdeable
  public record PersonRequest(
      String username,
      @Nullable String password,
      Role role,
      String firstName,
      String lastName,
      @Nullable String language,
      @Nullable String email,
      @Nullable String webhookUrl,
      @Nullable String webhookSecret,
      @Nullable String webhookRegion,
      @Nullable TransferBasis webhookTransferBasis,
      @Nullable LocalDate birthDate,
      @Nullable String phone,
      @Nullable InsRequest ins,
      @Nullable RepresentativeRequest representative,
      @Nullable ProfessionalRequest professional) {}

  /**
   * A patient's national health identity, which the operator has qualified: the number with its
   * check key, 15 characters, and the OID of its kind, 1.2.250.1.213.1.4.8 (NIR) or
   * 1.2.250.1.213.1.4.9 (NIA).
   */
  @Serdeable
  public record InsRequest(String matricule, String oid) {
    /** Without the number: this may end in a log. */
    @Override
    public String toString() {
      return "InsRequest[" + oid + "]";
    }
  }

  /**
   * By whom a minor is enrolled: an adult lay person who has an account, by which right ({@code
   * PARENTAL_AUTHORITY} unless {@code COURT_DECISION}), and the document that shows it.
   */
  @Serdeable
  public record RepresentativeRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable UUID person,
      Mandate.@Nullable Basis basis,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String proof) {}

  /**
   * What the operator says of a professional, verified in the national directory where it can be
   * asked: {@code identifier}, the national one (RPPS; left out for the profession OTHER alone),
   * profession, and the organisation for which they ask (FINESS).
   */
  @Serdeable
  public record ProfessionalRequest(
      @Nullable String identifier,
      Profession profession,
      OrganisationKind organisationKind,
      @Nullable String organisation) {}

  /**
   * Who was made; {@code professionVerified} is the day of the national directory that has them so,
   * null where a profession stands as the operator entered it, not verified, and of everybody else.
   */
  @Serdeable
  public record PersonResponse(UUID id, @Nullable LocalDate professionVerified) {
    static PersonResponse of(Actor made) {
      Professional professional = made.professional();
      return new PersonResponse(
          made.person(), professional == null ? null : professional.verified());
    }
  }

  /** Wired by the program. */
  public PeopleController(AccessGuard guard, HttpCallers callers, Enrolment enrolment) {
    this.guard = guard;
    this.callers = callers;
    this.enrolment = enrolment;
  }

  /** Makes a person. */
  @Post
  @Operation(summary = "Make a person (operator)")
  @ApiResponse(responseCode = "201", description = "The person's id")
  public HttpResponse<PersonResponse> create(HttpRequest<?> request, @Body PersonRequest person) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CREATE_PERSON);
    return HttpResponse.created(PersonResponse.of(enrolment.enrol(person, caller.actor())));
  }
}
