package vigie.api.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;
import vigie.reading.DeviceId;

/** The one decision about who may do and see what. Pure: values in, an answer with reason out. */
public final class Access {
  private static final Set<Category> ALL = Set.copyOf(EnumSet.allOf(Category.class));

  private Access() {}

  /**
   * Decides an action that concerns no single patient.
   *
   * @param actor who asks
   * @param action what for
   */
  public static Decision decide(Actor actor, Action action) {
    return switch (action.ground()) {
      case PHYSICIAN ->
          actor.role() == Role.PHYSICIAN
              ? Decision.allow(Reason.OWN_WORKLIST, Set.of())
              : Decision.refuse(
                  actor.role() == Role.OPERATOR
                      ? Reason.OPERATOR_SEES_NO_VALUES
                      : Reason.NOT_A_PHYSICIAN);
      case OPERATOR ->
          actor.role() == Role.OPERATOR
              ? Decision.allow(Reason.OPERATOR_DUTY, Set.of())
              : Decision.refuse(Reason.NOT_AN_OPERATOR);
      case DPO ->
          actor.role() == Role.DPO
              ? Decision.allow(Reason.DPO_DUTY, Set.of())
              : Decision.refuse(Reason.NOT_THE_DPO);
      case STAFF ->
          switch (actor.role()) {
            case OPERATOR -> Decision.allow(Reason.OPERATOR_DUTY, Set.of());
            case PHYSICIAN -> Decision.allow(Reason.CARE_BY_RULES, Set.of());
            case PATIENT, EMERGENCY_CONTACT, DPO -> Decision.refuse(Reason.NOT_STAFF);
          };
      case HEALTH_DATA, CLINICAL_ACT, OWNER, OWNER_OR_TREATING, TREATING, SELF, SELF_OR_OPERATOR ->
          throw new IllegalArgumentException(action + " concerns one person");
    };
  }

  /**
   * Decides an action on one patient.
   *
   * @param actor who asks
   * @param action what for
   * @param rights the patient's; null when there is no such patient
   * @param now decides whether a grant has ended
   */
  public static Decision decide(
      Actor actor, Action action, @Nullable PatientRights rights, Instant now) {
    if (actor.role() == Role.OPERATOR) {
      return Decision.refuse(Reason.OPERATOR_SEES_NO_VALUES);
    }
    if (actor.role() == Role.DPO) {
      return Decision.refuse(Reason.DPO_SEES_NO_VALUES);
    }
    if (rights == null) {
      return Decision.refuse(Reason.UNKNOWN_PATIENT);
    }
    boolean own = actor.role() == Role.PATIENT && actor.person().equals(rights.patient());
    boolean treating = treats(actor, rights);
    return switch (action.ground()) {
      case OWNER ->
          own ? Decision.allow(Reason.OWN_DATA, ALL) : Decision.refuse(Reason.NOT_THE_PATIENT);
      case OWNER_OR_TREATING ->
          own
              ? Decision.allow(Reason.OWN_DATA, ALL)
              : treating
                  ? Decision.allow(Reason.TREATING_PHYSICIAN, rights.consents())
                  : Decision.refuse(Reason.NOT_TREATING_PHYSICIAN);
      case TREATING ->
          treating
              ? Decision.allow(Reason.TREATING_PHYSICIAN, rights.consents())
              : Decision.refuse(Reason.NOT_TREATING_PHYSICIAN);
      case CLINICAL_ACT ->
          actor.role() == Role.PHYSICIAN
              ? healthData(actor, rights, now)
              : Decision.refuse(Reason.NOT_A_PHYSICIAN);
      case HEALTH_DATA ->
          own ? Decision.allow(Reason.OWN_DATA, ALL) : healthData(actor, rights, now);
      case PHYSICIAN, OPERATOR, DPO, STAFF, SELF, SELF_OR_OPERATOR ->
          throw new IllegalArgumentException(action + " has no patient");
    };
  }

  /**
   * Decides an action on somebody's own account, whatever that person is to the platform.
   *
   * @param actor who asks
   * @param action what for
   * @param person whose account
   */
  public static Decision decide(Actor actor, Action action, UUID person) {
    if (actor.person().equals(person)) {
      return Decision.allow(Reason.OWN_ACCOUNT, Set.of());
    }
    return switch (action.ground()) {
      case SELF_OR_OPERATOR ->
          actor.role() == Role.OPERATOR
              ? Decision.allow(Reason.OPERATOR_DUTY, Set.of())
              : Decision.refuse(Reason.NOT_THE_PERSON);
      case SELF -> Decision.refuse(Reason.NOT_THE_PERSON);
      case HEALTH_DATA,
          CLINICAL_ACT,
          PHYSICIAN,
          OWNER,
          OWNER_OR_TREATING,
          TREATING,
          OPERATOR,
          DPO,
          STAFF ->
          throw new IllegalArgumentException(action + " concerns no account");
    };
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

  private static Decision healthData(Actor actor, PatientRights rights, Instant now) {
    if (treats(actor, rights)) {
      return Decision.allow(Reason.TREATING_PHYSICIAN, rights.consents());
    }
    Grant grant = rights.grants().get(actor.person());
    if (grant == null) {
      return Decision.refuse(
          actor.person().equals(rights.emergencyContact())
              ? Reason.EMERGENCY_CONTACT_SEES_NOTHING
              : Reason.NO_GRANT);
    }
    if (!grant.inForceAt(now)) {
      return Decision.refuse(Reason.GRANT_ENDED);
    }
    EnumSet<Category> visible = EnumSet.noneOf(Category.class);
    visible.addAll(grant.categories());
    visible.retainAll(rights.consents());
    return Decision.allow(Reason.GRANTED, visible);
  }

  private static boolean treats(Actor actor, PatientRights rights) {
    UUID treating = rights.treatingPhysician();
    return actor.role() == Role.PHYSICIAN && actor.person().equals(treating);
  }
}
