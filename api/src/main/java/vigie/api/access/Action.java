package vigie.api.access;

/** What can be asked for. Each route asks for exactly one. */
public enum Action {
  READ_TIMELINE(Ground.HEALTH_DATA),
  READ_LATEST(Ground.HEALTH_DATA),
  READ_ALERTS(Ground.HEALTH_DATA),
  READ_ALERT(Ground.HEALTH_DATA),
  WATCH_PATIENT(Ground.HEALTH_DATA),

  /** The alerts of all patients whom the physician may see. */
  READ_WORKLIST(Ground.PHYSICIAN),
  WATCH_WORKLIST(Ground.PHYSICIAN),

  ACKNOWLEDGE_ALERT(Ground.CLINICAL_ACT),
  /** Not to take it on, so that the next is told. */
  DECLINE_ALERT(Ground.CLINICAL_ACT),
  PAUSE_ALERT(Ground.CLINICAL_ACT),
  /** To let the engine judge a patient's stored readings by a rule that is not in force. */
  TRY_RULE(Ground.CLINICAL_ACT),
  /** To say that one has seen it. */
  CONFIRM_ALERT(Ground.OWNER),
  CANCEL_ALERT(Ground.OWNER),

  READ_CARE_TEAM(Ground.OWNER),
  CHANGE_CARE_TEAM(Ground.OWNER),
  READ_CONSENTS(Ground.OWNER),
  CHANGE_CONSENTS(Ground.OWNER),
  READ_GRANTS(Ground.OWNER),
  CHANGE_GRANTS(Ground.OWNER),
  READ_DEVICES(Ground.OWNER),
  CHANGE_DEVICES(Ground.OWNER),
  READ_AUDIT(Ground.OWNER),
  /** To say that an access was not right. */
  REPORT_ACCESS(Ground.OWNER),
  READ_OWN_REJECTED(Ground.OWNER),
  READ_OWN_DELIVERIES(Ground.OWNER),

  /** By the patient; a device sends its own on the ground of its secret. */
  SEND_READINGS(Ground.OWNER),

  READ_LIMITS(Ground.OWNER_OR_TREATING),
  READ_FLAGS(Ground.OWNER_OR_TREATING),
  CHANGE_LIMITS(Ground.TREATING),
  CHANGE_FLAGS(Ground.TREATING),

  READ_CHANNELS(Ground.SELF_OR_OPERATOR),
  /** To have a code sent over a channel, and to type it back. */
  VERIFY_CHANNEL(Ground.SELF_OR_OPERATOR),
  CHANGE_CHANNEL(Ground.SELF),

  READ_RULES(Ground.STAFF),
  /** The rules for everybody; a patient's own limits are {@link #CHANGE_LIMITS}. */
  CHANGE_RULES(Ground.OPERATOR),

  CREATE_PERSON(Ground.OPERATOR),
  /** Refused readings without what was sent. */
  READ_REJECTED(Ground.OPERATOR),
  REPLAY_REJECTED(Ground.OPERATOR),
  /** For whom nobody could be reached, by ids. */
  READ_UNREACHABLE(Ground.OPERATOR),
  READ_DRILLS(Ground.OPERATOR),
  RUN_DRILL(Ground.OPERATOR),
  /** Over all patients, none of them named. */
  READ_DELAYS(Ground.OPERATOR),
  /** Attempts to deliver, by ids. */
  READ_DELIVERIES(Ground.OPERATOR),

  /** Whose data an account asked for, by ids. */
  READ_SEEN(Ground.DPO),
  /** Accesses that patients reported, by ids, and the answers to them. */
  READ_REPORTS(Ground.DPO),
  ANSWER_REPORT(Ground.DPO),
  /** The audit's signed heads, to be kept elsewhere. */
  READ_AUDIT_HEADS(Ground.DPO);

  /** On what ground an action may be allowed. */
  enum Ground {
    /** The patient, the treating physician, or a grant; by category. */
    HEALTH_DATA,
    /** A physician who may see that health data. */
    CLINICAL_ACT,
    /** Any physician, for whatever patients they may see. */
    PHYSICIAN,
    /** The patient alone (C-21, C-38). */
    OWNER,
    OWNER_OR_TREATING,
    /** The treating physician alone. */
    TREATING,
    OPERATOR,
    DPO,
    /** The person themself: no operator turns somebody's messages elsewhere. */
    SELF,
    SELF_OR_OPERATOR,
    /** Any physician or operator, for what says nothing of a patient. */
    STAFF
  }

  private final Ground ground;

  Action(Ground ground) {
    this.ground = ground;
  }

  Ground ground() {
    return ground;
  }
}
