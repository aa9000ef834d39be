package vigie.api.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Actor;
import vigie.api.access.Decision;
import vigie.api.access.Profession;
import vigie.api.access.Professional;
import vigie.api.access.Reason;
import vigie.api.access.Role;
import vigie.register.DataController;
import vigie.register.RegisterCatalogue;

/**
 * Where an event is from, and who answers for it (C-32, C-95): it decides who answers a request to
 * have it changed or destroyed.
 *
 * @param author who entered it
 * @param role what they were then
 * @param profession likewise; null for lay people
 * @param organisation for which they asked (FINESS); null for none
 * @param onBehalf whether a representative entered it for the patient
 * @param origin whose word it is
 * @param controller who answers for it
 * @param basis why it may be kept
 */
public record Provenance(
    UUID author,
    Role role,
    @Nullable Profession profession,
    @Nullable String organisation,
    boolean onBehalf,
    Origin origin,
    Controller controller,
    LegalBasis basis) {
  /** Whose word something is. */
  public enum Origin {
    PATIENT,
    PROFESSIONAL,
    /** Readings only: a device enters no events. */
    DEVICE
  }

  /** Who answers for what is kept. */
  public enum Controller {
    /** The platform, for the patient's account: destroyed with it. */
    PATIENT_ACCOUNT(DataController.PLATFORM),
    /** The professional, or their organisation, for their file: kept for as long as it must be. */
    PROFESSIONAL_FILE(DataController.PROFESSIONAL);

    private final DataController registered;

    Controller(DataController registered) {
      this.registered = registered;
    }

    /** Who that is in the register. */
    public DataController registered() {
      return registered;
    }

    /**
     * Who answers for the rows of a table that do not say it themselves, by the register.
     *
     * @throws IllegalArgumentException when the register has no such table
     */
    public static Controller of(String table) {
      return switch (RegisterCatalogue.standard().others(table).controller()) {
        case PLATFORM -> PATIENT_ACCOUNT;
        case PROFESSIONAL -> PROFESSIONAL_FILE;
      };
    }
  }

  /** Why personal data may be processed, by the GDPR. */
  public enum LegalBasis {
    /** Art. 6(1)(a) and 9(2)(a): the patient's explicit consent. */
    CONSENT,
    /** Art. 6(1)(c) and 9(2)(h): the professional's duty to keep the file of the care they give. */
    CARE
  }

  /** Whose file it is: the organisation's, or else the professional's own. */
  String keeper() {
    return organisation == null ? author.toString() : organisation;
  }

  /** Of what this actor enters, by a decision that allowed it. */
  public static Provenance of(Actor actor, Decision decision) {
    boolean professional = actor.role().professional();
    Professional verified = actor.professional();
    return new Provenance(
        actor.person(),
        actor.role(),
        actor.profession(),
        verified == null ? null : verified.organisation(),
        decision.reason() == Reason.ON_BEHALF,
        professional ? Origin.PROFESSIONAL : Origin.PATIENT,
        professional ? Controller.PROFESSIONAL_FILE : Controller.PATIENT_ACCOUNT,
        professional ? LegalBasis.CARE : LegalBasis.CONSENT);
  }
}
