package vigie.api.access;

/** Why something was allowed or refused: the same word in the answer, the audit and the test. */
public enum Reason {
  OWN_DATA("the data are the caller's own"),
  TREATING_PHYSICIAN("the caller is the patient's treating physician"),
  GRANTED("the patient granted it"),
  OWN_WORKLIST("a physician sees the patients who allow it"),
  OPERATOR_DUTY("running the platform"),
  DPO_DUTY("watching over data protection"),
  OWN_ACCOUNT("the account is the caller's own"),
  CARE_BY_RULES("a physician knows the rules by which patients are watched"),
  OWN_DEVICE("the device sends under its own name"),

  NOT_THE_PATIENT("only the patient may do this"),
  NOT_TREATING_PHYSICIAN("only the patient's treating physician may do this"),
  NO_GRANT("the patient has granted nothing to the caller"),
  GRANT_ENDED("the patient's grant has ended"),
  CATEGORY_NOT_GRANTED("the patient has not opened this category to the caller"),
  OPERATOR_SEES_NO_VALUES("an operator never sees a patient's data"),
  DPO_SEES_NO_VALUES("the data protection officer never sees a patient's data"),
  EMERGENCY_CONTACT_SEES_NOTHING("an emergency contact sees no data by that alone"),
  NOT_A_PHYSICIAN("only a physician may do this"),
  NOT_THE_PERSON("only the person themself may do this"),
  NOT_AN_OPERATOR("only an operator may do this"),
  NOT_THE_DPO("only the data protection officer may do this"),
  NOT_STAFF("only a physician or an operator may do this"),
  UNKNOWN_PATIENT("there is no such patient that the caller may see"),
  UNKNOWN_ALERT("there is no such alert that the caller may see"),
  UNKNOWN_DEVICE("there is no such device that the caller may send for"),
  NOT_THE_DEVICE("a device sends under its own name only");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** The reason as part of a sentence. */
  public String words() {
    return words;
  }
}
