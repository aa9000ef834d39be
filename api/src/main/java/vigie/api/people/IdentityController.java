package vigie.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.web.HttpCallers;

/**
 * What of a patient's identity may change after the enrolment: the phone by the patient or an
 * operator, the national health identity by an operator who has qualified it. Nothing is told back.
 */
@Controller("/people/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class IdentityController {
  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcIdentities identities;

  /** A phone in the international form of E.164, such as {@code +33612345678}; null for none. */
  @Serdeable
  public record PhoneRequest(@Nullable String phone) {
    /** Without the number: this may end in a log. */
    @Override
    public String toString() {
      return "PhoneRequest[]";
    }
  }

  /** Wired by the program. */
  IdentityController(AccessGuard guard, HttpCallers callers, JdbcIdentities identities) {
    this.guard = guard;
    this.callers = callers;
    this.identities = identities;
  }

  /** Sets where the physician who gets an alert calls the patient. */
  @Put("/phone")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Set or, by null, take away a patient's phone (the patient, an operator)")
  public void phone(HttpRequest<?> request, UUID id, @Body PhoneRequest wished) {
    guard.askAccount(callers.of(request), Action.CHANGE_PHONE, id);
    identities.setPhone(id, IdentityFields.phone(wished.phone()));
  }

  /** Sets the identity that the operator has qualified. */
  @Put("/ins")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Set a patient's qualified national health identity (operator)")
  public void ins(HttpRequest<?> request, UUID id, @Body PeopleController.InsRequest wished) {
    guard.askAccount(callers.of(request), Action.CHANGE_INS, id);
    identities.setIns(id, IdentityFields.ins("", wished));
  }

  /** Takes it away, as of who turned out to be another. */
  @Delete("/ins")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take a patient's national health identity away (operator)")
  public void noIns(HttpRequest<?> request, UUID id) {
    guard.askAccount(callers.of(request), Action.CHANGE_INS, id);
    identities.setIns(id, null);
  }
}
