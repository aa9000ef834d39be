package vigie.api.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Action.Ground;
import vigie.reading.DeviceId;

/**
 * The one decision about who may do and see what: role ∩ (treating physician, grant, care team of
 * an episode, mandate or break-glass) ∩ habilitation matrix ∩ not masked ∩ purpose. Pure: values
 * in, an answer with reason out.
 */
public final class Access {
  private Access() {}

  /**
   * Decides an action that concerns no single patient.
   *
   * @param actor who asks
   * @param purpose what for; asked of those who see patients' data by it
   * @param action what they want
   */
  public static Decision decide(Actor actor, Purpose purpose, Action action) {
    Role role = actor.role();
    return switch (action.ground()) {
      case PHYSICIAN -> {
        if (role != Role.PHYSICIAN) {
          yield Decision.refuse(
              role == Role.OPERATOR ? Reason.OPERATOR_SEES_NO_VALUES : Reason.NOT_A_PHYSICIAN);
        }
        Reason fault = faultOfProfessional(actor, purpose);
        yield fault == null
            ? Decision.allow(Reason.OWN_WORKLIST, Set.of())
            : Decision.refuse(fault);
      }
      case OPERATOR ->
          role == Role.OPERATOR
              ? Decision.allow(Reason.OPERATOR_DUTY, Set.of())
              : Decision.refuse(Reason.NOT_AN_OPERATOR);
      case DPO ->
          role == Role.DPO
              ? Decision.allow(Reason.DPO_DUTY, Set.of())
              : Decision.refuse(Reason.NOT_THE_DPO);
      case DUTY ->
          switch (role) {
            case OPERATOR -> Decision.allow(Reason.OPERATOR_DUTY, Set.of());
            case DPO -> Decision.allow(Reason.DPO_DUTY, Set.of());
            case PATIENT, PHYSICIAN, PROFESSIONAL, EMERGENCY_CONTACT, REPRESENTATIVE ->
                Decision.refuse(Reason.NOT_ON_DUTY);
          };
      case ANYBODY -> Decision.allow(Reason.SIGNED_IN, Set.of());
      case STAFF ->
          switch (role) {
            case OPERATOR -> Decision.allow(Reason.OPERATOR_DUTY, Set.of());
            case PHYSICIAN -> Decision.allow(Reason.CARE_BY_RULES, Set.of());
            case PATIENT, PROFESSIONAL, EMERGENCY_CONTACT, REPRESENTATIVE, DPO ->
                Decision.refuse(Reason.NOT_STAFF);
          };
      default -> throw new IllegalArgumentException(action + " concerns one person");
    };
  }

  /**
   * Decides an action on one patient.
   *
   * @param actor who asks
   * @param purpose what for
   * @param action what they want
   * @param rights the patient's; null when there is no such patient
   * @param matrix which profession sees which kind of content
   * @param now decides what is in force
   */
  public static Decision decide(
      Actor actor,
      Purpose purpose,
      Action action,
      @Nullable PatientRights rights,
      Matrix matrix,
      Instant now) {
    if (actor.role() == Role.OPERATOR) {
      return Decision.refuse(Reason.OPERATOR_SEES_NO_VALUES);
    }
    if (actor.role() == Role.DPO) {
      return Decision.refuse(Reason.DPO_SEES_NO_VALUES);
    }
    Reason fault = faultOfProfessional(actor, purpose);
    if (fault != null) {
      return Decision.refuse(fault);
    }
    if (rights == null) {
      return Decision.refuse(Reason.UNKNOWN_PATIENT);
    }
    Reason owner = owner(actor, action, rights, now);
    boolean owns = owner == Reason.OWN_DATA || owner == Reason.ON_BEHALF;
    return switch (action.ground()) {
      case OWNER -> owns ? all(owner) : Decision.refuse(owner);
      case PATIENT ->
          owner == Reason.OWN_DATA ? all(owner) : Decision.refuse(Reason.NOT_THE_PATIENT);
      case OWNER_OR_TREATING -> owns ? all(owner) : treating(actor, rights, matrix);
      case TREATING -> treating(actor, rights, matrix);
      case CLINICAL_ACT ->
          actor.role() == Role.PHYSICIAN
              ? content(actor, action, rights, matrix, now)
              : Decision.refuse(Reason.NOT_A_PHYSICIAN);
      case HEALTH_DATA, WATCH, FEED ->
          owns
              ? all(owner)
              : owner == Reason.NOT_THE_PATIENT
                  ? contentUnlessOpposed(actor, action, rights, matrix, now)
                  : Decision.refuse(owner);
      case PROFESSIONAL -> healthProfessional(actor);
      case EMERGENCY -> {
        Decision decision = healthProfessional(actor);
        yield decision.allowed() && rights.emergency().opposed()
            ? Decision.refuse(Reason.EMERGENCY_OPPOSED)
            : decision;
      }
      case PHYSICIAN, OPERATOR, DPO, DUTY, STAFF, ANYBODY, SELF, SELF_OR_OPERATOR ->
          throw new IllegalArgumentException(action + " has no patient");
    };
  }

  /**
   * Decides an action on somebody's own account, whatever that person is to the platform.
   *
   * @param actor who asks
   * @param action what they want
   * @param person whose account
   */
  public static Decision decide(Actor actor, Action action, UUID person) {
    Ground ground = action.ground();
    if (ground == Ground.OPERATOR) {
      return decide(actor, Purpose.NONE, action);
    }
    if (ground != Ground.SELF && ground != Ground.SELF_OR_OPERATOR) {
      throw new IllegalArgumentException(action + " concerns no account");
    }
    if (actor.person().equals(person)) {
      return Decision.allow(Reason.OWN_ACCOUNT, Set.of());
    }
    return ground == Ground.SELF_OR_OPERATOR && actor.role() == Role.OPERATOR
        ? Decision.allow(Reason.OPERATOR_DUTY, Set.of())
        : Decision.refuse(Reason.NOT_THE_PERSON);
  }

  /**
   * Decides whether a device that has proved itself may send readings under a name.
   *
   * @param sender the device
   * @param named the name, as it stands in the request
   */
  public static Decision decide(DeviceId sender, String named) {
    return sender.value().equals(named)
        ? Decision.allow(Reason.OWN_DEVICE, Set.of())
        : Decision.refuse(Reason.NOT_THE_DEVICE);
  }

  /**
   * Decides an action on one alert that this person was told of as one who stands in for the
   * treating physician: they may read that alert and answer it, and nothing else of the file. Asked
   * where no other ground allows it, of alerts that are not over; masks hold (C-41).
   *
   * @param actor who asks
   * @param purpose what for
   * @param action what they want
   * @param rights the patient's; null when there is no such patient
   * @param matrix which profession sees which kind of content
   */
  public static Decision decideTold(
      Actor actor, Purpose purpose, Action action, @Nullable PatientRights rights, Matrix matrix) {
    Reason fault = faultOfProfessional(actor, purpose);
    if (fault != null) {
      return Decision.refuse(fault);
    }
    if (rights == null) {
      return Decision.refuse(Reason.UNKNOWN_PATIENT);
    }
    return actor.role() == Role.PHYSICIAN
            && action.answersAlert()
            && rights.substitutes().contains(actor.person())
        ? Decision.allow(
            Reason.STANDS_IN, matrix.opens(Profession.PHYSICIAN), rights.consents(), rights.masks())
        : Decision.refuse(Reason.NO_GRANT);
  }

  /** Why a professional is refused whatever they want; null for no such reason. */
  private static @Nullable Reason faultOfProfessional(Actor actor, Purpose purpose) {
    if (!actor.role().professional()) {
      return null;
    }
    if (actor.barred()) {
      return Reason.NEVER_GRANTED;
    }
    return switch (purpose) {
      case NONE -> Reason.PURPOSE_MISSING;
      case OTHER -> Reason.PURPOSE_NOT_ALLOWED;
      case FOLLOW_UP, OVERVIEW, TIMELINE, ALERTING -> null;
    };
  }

  /** By what the actor is the owner, or why they are none. */
  private static Reason owner(Actor actor, Action action, PatientRights rights, Instant now) {
    if (actor.role() == Role.PATIENT && actor.person().equals(rights.patient())) {
      return Reason.OWN_DATA;
    }
    Mandate mandate = rights.mandate(actor.person()).orElse(null);
    if (mandate == null || !actor.role().lay()) {
      return Reason.NOT_THE_PATIENT;
    }
    if (!mandate.inForceAt(now)) {
      return Reason.MANDATE_ENDED;
    }
    return mandate.scopes().contains(action.scope()) ? Reason.ON_BEHALF : Reason.MANDATE_TOO_NARROW;
  }

  private static Decision all(Reason reason) {
    return Decision.allow(reason, ContentKind.every());
  }

  private static Decision healthProfessional(Actor actor) {
    Profession profession = actor.profession();
    return profession == null || profession == Profession.OTHER
        ? Decision.refuse(Reason.NOT_A_HEALTH_PROFESSIONAL)
        : Decision.allow(Reason.HEALTH_PROFESSIONAL, Set.of());
  }

  /** The patient's masks do not hold for the treating physician (C-41). */
  private static Decision treating(Actor actor, PatientRights rights, Matrix matrix) {
    if (actor.role() != Role.PHYSICIAN || !actor.person().equals(rights.treatingPhysician())) {
      return Decision.refuse(Reason.NOT_TREATING_PHYSICIAN);
    }
    return Decision.allow(
        Reason.TREATING_PHYSICIAN,
        matrix.opens(Profession.PHYSICIAN),
        rights.consents(),
        rights.unused());
  }

  private static Decision contentUnlessOpposed(
      Actor actor, Action action, PatientRights rights, Matrix matrix, Instant now) {
    Decision decision = content(actor, action, rights, matrix, now);
    return decision.allowed() && action.ground() == Ground.FEED && rights.feedingOpposed()
        ? Decision.refuse(Reason.FEEDING_OPPOSED)
        : decision;
  }

  private static Decision content(
      Actor actor, Action action, PatientRights rights, Matrix matrix, Instant now) {
    Decision treating = treating(actor, rights, matrix);
    if (treating.allowed()) {
      return treating;
    }
    Verb verb = action.ground() == Ground.FEED ? Verb.FEED : Verb.READ;
    EnumSet<ContentKind> opened = EnumSet.noneOf(ContentKind.class);
    Reason reason =
        actor.person().equals(rights.emergencyContact())
            ? Reason.EMERGENCY_CONTACT_SEES_NOTHING
            : Reason.NO_GRANT;
    for (Grant grant : rights.grants()) {
      if (!grant.grantee().covers(actor)) {
        continue;
      }
      if (grant.inForceAt(now) && grant.verbs().contains(verb)) {
        opened.addAll(grant.kinds());
        boolean team = grant.grantee() instanceof Grantee.Team;
        reason = team && reason != Reason.GRANTED ? Reason.CARE_TEAM : Reason.GRANTED;
      } else if (opened.isEmpty()) {
        reason = grant.inForceAt(now) ? Reason.VERB_NOT_GRANTED : Reason.GRANT_ENDED;
      }
    }
    if (action.ground() == Ground.HEALTH_DATA
        && actor.role().professional()
        && rights.emergency().openTo(actor.person(), now)) {
      // Kinds that must be named by themselves stay closed (C-10).
      opened.addAll(ContentKind.byAll());
      reason = Reason.BREAK_GLASS;
    }
    if (opened.isEmpty()) {
      return Decision.refuse(reason);
    }
    Profession profession = actor.profession();
    if (profession != null && verb == Verb.READ) {
      opened.retainAll(matrix.opens(profession));
      if (opened.isEmpty()) {
        return Decision.refuse(Reason.NOT_FOR_PROFESSION);
      }
    }
    return Decision.allow(reason, opened, rights.consents(), rights.masks());
  }
}
