package vigie.api.access;

/** Why something was allowed or refused: the same word in the answer, the audit and the test. */
public enum Reason {
  OWN_DATA("the data are the caller's own"),
  ON_BEHALF("the caller acts on behalf of the patient, by a mandate"),
  TREATING_PHYSICIAN("the caller is the patient's treating physician"),
  GRANTED("the patient granted it"),
  CARE_TEAM("the caller is of the care team of an episode that the patient accepted"),
  STANDS_IN("the caller was told of this alert, standing in for the treating physician"),
  BREAK_GLASS("the file is open to the caller in an emergency"),
  ARCHIVE_FOR_CARE("an archived file is read because it matters for care now"),
  ARCHIVE_FOR_PATIENT("an archived file is read because the patient asked for it"),
  ARCHIVE_FOR_DISPUTE("an archived file is read because of a dispute"),
  ARCHIVE_FOR_DUTY("an archived file is read because the law obliges to it"),
  HEALTH_PROFESSIONAL("the caller is of a health profession"),
  OWN_WORKLIST("a physician sees the patients who allow it"),
  OPERATOR_DUTY("running the platform"),
  DPO_DUTY("watching over data protection"),
  OWN_ACCOUNT("the account is the caller's own"),
  CARE_BY_RULES("a physician knows the rules by which patients are watched"),
  SIGNED_IN("it tells of no patient: anybody who is signed in may read it"),
  OWN_DEVICE("the device sends under its own name"),

  NOT_THE_PATIENT("only the patient, or a representative by mandate, may do this"),
  MANDATE_ENDED("the caller's mandate has ended"),
  MANDATE_TOO_NARROW("the caller's mandate is not for this"),
  NOT_TREATING_PHYSICIAN("only the patient's treating physician may do this"),
  NO_GRANT("the patient has granted nothing to the caller"),
  GRANT_ENDED("the patient's grant is not in force at this time"),
  VERB_NOT_GRANTED("the patient's grant is not for this: reading and feeding are granted apart"),
  FEEDING_OPPOSED("the patient's objection to adding to the file was upheld"),
  CATEGORY_NOT_GRANTED("the patient has not opened this category to the caller"),
  NOT_FOR_PROFESSION("the habilitation matrix opens none of it to the caller's profession"),
  NEVER_GRANTED("nothing is ever opened to an insurer, a bank or an employer"),
  PURPOSE_MISSING(
      "a professional says what for, in the header Purpose-Of-Use: FOLLOW_UP, OVERVIEW, TIMELINE"
          + " or ALERTING"),
  PURPOSE_NOT_ALLOWED("the data are used for follow-up, overview, timeline and alerting only"),
  EMERGENCY_OPPOSED("the patient has opposed access in an emergency"),
  OPERATOR_SEES_NO_VALUES("an operator never sees a patient's data"),
  DPO_SEES_NO_VALUES("the data protection officer never sees a patient's data"),
  EMERGENCY_CONTACT_SEES_NOTHING("an emergency contact sees no data by that alone"),
  NOT_A_PHYSICIAN("only a physician may do this"),
  NOT_A_HEALTH_PROFESSIONAL("only somebody of a health profession may do this"),
  NOT_THE_PERSON("only the person themself may do this"),
  NOT_AN_OPERATOR("only an operator may do this"),
  NOT_THE_DPO("only the data protection officer may do this"),
  NOT_ON_DUTY("only an operator or the data protection officer may do this"),
  NOT_STAFF("only a physician or an operator may do this"),
  UNKNOWN_PATIENT("there is no such patient that the caller may see"),
  UNKNOWN_ALERT("there is no such alert that the caller may see"),
  UNKNOWN_EVENT("there is no such event that the caller may amend"),
  ARCHIVE_NOT_JUSTIFIED(
      "the event is of an archived file, which is read for a stated reason only, in the header"
          + " Archive-Justification: CARE, PATIENT_REQUEST, DISPUTE or LEGAL_DUTY"),
  NOT_THE_AUTHOR(
      "an event is amended by its author, by those of the author's organisation, or,"
          + " when the patient's side entered it, by that"),
  UNKNOWN_DEVICE("there is no such device that the caller may send for"),
  NOT_THE_DEVICE("a device sends under its own name only"),
  PROOF_TOO_OLD(
      "this asks for a proof of who one is that is at most ten minutes old: POST"
          + " /people/{id}/session/proof with the code of the second factor where one is enrolled,"
          + " else with the password; it answers the token to go on with"),
  SECOND_FACTOR_MISSING(
      "a professional needs a second factor first: POST /people/{id}/second-factor enrols one");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** The reason as part of a sentence. */
  public String words() {
    return words;
  }

  /** Whether who asks is the patient, acts for them, or is the treating physician. */
  public boolean ownsOrTreats() {
    return this == OWN_DATA || this == ON_BEHALF || this == TREATING_PHYSICIAN;
  }
}
