package vigie.api.access;

import vigie.api.access.Mandate.Scope;

/** What can be asked for. Each route asks for exactly one. */
public enum Action {
  READ_TIMELINE(Ground.HEALTH_DATA),
  READ_LATEST(Ground.HEALTH_DATA),
  READ_OVERVIEW(Ground.HEALTH_DATA),
  /** How much was measured. */
  READ_COVERAGE(Ground.HEALTH_DATA),
  READ_ALERTS(Ground.HEALTH_DATA),
  READ_ALERT(Ground.HEALTH_DATA),
  READ_EVENTS(Ground.HEALTH_DATA),
  READ_EVENT(Ground.HEALTH_DATA),
  /** Events of a professional's archived file, for a stated reason (C-86). */
  READ_ARCHIVE(Ground.HEALTH_DATA),
  /** Who the patient is; their name is for fewer than their values. */
  READ_PATIENT(Ground.HEALTH_DATA),
  /** All that the caller may see, page by page. */
  READ_EVERYTHING(Ground.HEALTH_DATA),
  /** The same in one file. Not by break-glass: an emergency needs no copy. */
  EXPORT_EVERYTHING(Ground.WATCH),
  /** Not by break-glass: what a stream showed could not be listed afterwards. */
  WATCH_PATIENT(Ground.WATCH),

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
  CONFIRM_ALERT(Ground.OWNER, Scope.DAILY_LIFE),
  CANCEL_ALERT(Ground.OWNER, Scope.DAILY_LIFE),

  READ_CARE_TEAM(Ground.OWNER, Scope.READ),
  CHANGE_CARE_TEAM(Ground.OWNER, Scope.RIGHTS),
  READ_CONSENTS(Ground.OWNER, Scope.READ),
  CHANGE_CONSENTS(Ground.OWNER, Scope.RIGHTS),
  READ_GRANTS(Ground.OWNER, Scope.READ),
  CHANGE_GRANTS(Ground.OWNER, Scope.RIGHTS),
  READ_CONSENTS_AND_GRANTS(Ground.OWNER, Scope.READ),
  READ_MASKS(Ground.OWNER, Scope.READ),
  CHANGE_MASKS(Ground.OWNER, Scope.RIGHTS),
  READ_RESTRICTIONS(Ground.OWNER, Scope.READ),
  /** To have a metric kept and not used, or used again. */
  CHANGE_RESTRICTIONS(Ground.OWNER, Scope.RIGHTS),
  READ_OBJECTIONS(Ground.OWNER, Scope.READ),
  CHANGE_OBJECTIONS(Ground.OWNER, Scope.RIGHTS),
  /** Everything that is held, and who received it. */
  READ_COPY(Ground.OWNER, Scope.READ),
  READ_TRANSFERS(Ground.OWNER, Scope.READ),
  /** To have one's data sent to another provider. */
  TRANSFER_EVERYTHING(Ground.OWNER, Scope.RIGHTS),
  READ_REQUESTS(Ground.OWNER, Scope.READ),
  /** To ask for something of one's rights, or no longer. */
  FILE_REQUEST(Ground.OWNER, Scope.RIGHTS),
  /** Which readings the patient's side corrected or took back. */
  READ_AMENDMENTS(Ground.OWNER, Scope.READ),
  /** To correct a reading, or to take it back. */
  AMEND_READING(Ground.OWNER, Scope.RIGHTS),
  READ_EPISODES(Ground.OWNER, Scope.READ),
  /** To accept the care team of an episode, or to end it. */
  CHANGE_EPISODES(Ground.OWNER, Scope.RIGHTS),
  READ_SHARES(Ground.OWNER, Scope.READ),
  /** To send chosen events to somebody, or to end that. */
  CHANGE_SHARES(Ground.OWNER, Scope.RIGHTS),
  READ_MANDATES(Ground.OWNER, Scope.READ),
  /** Whom the patient consulted, and what for. */
  READ_PROFESSIONALS(Ground.OWNER, Scope.READ),
  CHANGE_MANDATES(Ground.PATIENT),
  READ_DEVICES(Ground.OWNER, Scope.READ),
  CHANGE_DEVICES(Ground.OWNER, Scope.DAILY_LIFE),
  /** To bind one, having understood that nobody might be told of an alert. */
  BIND_UNDERSTOOD(Ground.OWNER, Scope.DAILY_LIFE),
  READ_AUDIT(Ground.OWNER, Scope.READ),
  /** To say that an access was not right. */
  REPORT_ACCESS(Ground.OWNER, Scope.RIGHTS),
  READ_OWN_REJECTED(Ground.OWNER, Scope.READ),
  READ_OWN_DELIVERIES(Ground.OWNER, Scope.READ),
  /** Who opened the file in an emergency, and what they read. */
  READ_EMERGENCIES(Ground.OWNER, Scope.READ),
  /** To oppose break-glass beforehand, or no longer. */
  CHANGE_OPPOSITION(Ground.OWNER, Scope.RIGHTS),

  /** What an erasure would leave, what stands against it; and, with its receipt, how it goes. */
  READ_ERASURE(Ground.OWNER, Scope.READ),
  /** To have everything destroyed. */
  ERASE(Ground.OWNER, Scope.ERASURE),
  /** To stop intake and others' reading, or to open the account again. */
  CLOSE_ACCOUNT(Ground.OWNER, Scope.ERASURE),

  /** By the patient or with the right to feed; a device sends its own by its secret. */
  SEND_READINGS(Ground.FEED),
  ENTER_EVENT(Ground.FEED),
  /** By its author, or by the patient's side what that entered. */
  AMEND_EVENT(Ground.FEED),

  READ_LIMITS(Ground.OWNER_OR_TREATING),
  READ_FLAGS(Ground.OWNER_OR_TREATING),
  READ_SOURCES(Ground.OWNER_OR_TREATING, Scope.READ),
  /** Which device stands for a metric. */
  CHANGE_SOURCES(Ground.OWNER_OR_TREATING, Scope.DAILY_LIFE),
  CHANGE_LIMITS(Ground.TREATING),
  CHANGE_FLAGS(Ground.TREATING),

  /** To name the care team of an episode; it sees nothing until the patient accepts it. */
  PROPOSE_EPISODE(Ground.PROFESSIONAL),
  /** What a patient sent to this professional. */
  READ_SHARED(Ground.PROFESSIONAL),
  /** Break-glass. */
  OPEN_EMERGENCY(Ground.EMERGENCY),

  READ_CHANNELS(Ground.SELF_OR_OPERATOR),
  /** To have a code sent over a channel, and to type it back. */
  VERIFY_CHANNEL(Ground.SELF_OR_OPERATOR),
  CHANGE_CHANNEL(Ground.SELF),
  /** Where a patient is called when there is an alert. */
  CHANGE_PHONE(Ground.SELF_OR_OPERATOR),
  /** One's own messages as they go out; what stands in each is decided when it is written. */
  WATCH_MESSAGES(Ground.SELF),

  /** How long a professional keeps files. */
  READ_RETENTION(Ground.SELF_OR_OPERATOR),
  CHANGE_RETENTION(Ground.SELF),
  /** What patients ask about entries of a professional's own file. */
  READ_PASSED_REQUESTS(Ground.SELF),
  ANSWER_PASSED_REQUEST(Ground.SELF),
  /** When, from where and with what one is signed in. */
  READ_SESSIONS(Ground.SELF),
  /** To sign out, here or everywhere. */
  END_SESSIONS(Ground.SELF),
  /** To go on with a session: by its token, or by a proof given anew. */
  RENEW_SESSION(Ground.SELF),
  CHANGE_PASSWORD(Ground.SELF),
  READ_SECOND_FACTOR(Ground.SELF),
  /** To enrol one. */
  CHANGE_SECOND_FACTOR(Ground.SELF),
  /** By an operator for who has lost it, and the operator has seen who they are. */
  REMOVE_SECOND_FACTOR(Ground.SELF_OR_OPERATOR),

  READ_RULES(Ground.STAFF),
  /** The rules for everybody; a patient's own limits are {@link #CHANGE_LIMITS}. */
  CHANGE_RULES(Ground.OPERATOR),

  CREATE_PERSON(Ground.OPERATOR),
  /** To set a patient's national health identity, which the operator has qualified. */
  CHANGE_INS(Ground.OPERATOR),
  /** Refused readings without what was sent. */
  READ_REJECTED(Ground.OPERATOR),
  REPLAY_REJECTED(Ground.OPERATOR),
  /** For whom nobody could be reached, by ids. */
  READ_UNREACHABLE(Ground.OPERATOR),
  READ_DRILLS(Ground.OPERATOR),
  RUN_DRILL(Ground.OPERATOR),
  /** Over all patients, none of them named. */
  READ_DELAYS(Ground.ANYBODY),
  /** Attempts to deliver, by ids. */
  READ_DELIVERIES(Ground.OPERATOR),

  /** What is kept of whom, what for and how long; nothing of any person. */
  READ_REGISTER(Ground.DUTY),
  READ_POLICIES(Ground.DUTY),
  /** Who was told of a version, by ids. */
  READ_POLICY_NOTICES(Ground.DUTY),
  PUBLISH_POLICY(Ground.DPO),
  /** Certificates of what was destroyed because its time was over, by ids. */
  READ_DESTRUCTIONS(Ground.DUTY),
  READ_BREACHES(Ground.DUTY),
  NOTE_BREACH(Ground.DUTY),
  /** Whom a breach affected, by ids, and the drafts of the letters. */
  READ_AFFECTED(Ground.DPO),
  /** To note that the authority was told of a breach. */
  NOTE_NOTIFICATION(Ground.DPO),

  /** Whose data an account asked for, by ids. */
  READ_SEEN(Ground.DPO),
  /** Accesses that patients reported, by ids, and the answers to them. */
  READ_REPORTS(Ground.DPO),
  ANSWER_REPORT(Ground.DPO),
  /** The audit's signed heads, to be kept elsewhere. */
  READ_AUDIT_HEADS(Ground.DPO),
  /** Objections and their reasons, by ids; to decide them. */
  REVIEW_OBJECTIONS(Ground.DPO),
  /** Requests about rights and what people wrote in them, by ids. */
  REVIEW_REQUESTS(Ground.DPO),
  /** To answer one, or to extend its term. */
  ANSWER_REQUEST(Ground.DPO),
  /** Every break-glass, by ids. */
  REVIEW_EMERGENCIES(Ground.DPO),
  /** To say why and until when a patient's data may not be erased. */
  CHANGE_HOLDS(Ground.DPO);

  /** On what ground an action may be allowed. */
  enum Ground {
    /** The patient, the treating physician, a grant or break-glass; by kind of content. */
    HEALTH_DATA,
    /** The same without break-glass. */
    WATCH,
    /** A physician who may see that health data, and not by break-glass. */
    CLINICAL_ACT,
    /** The patient, the treating physician, or a grant to feed; by kind of content. */
    FEED,
    /** Any physician, for whatever patients they may see. */
    PHYSICIAN,
    /** The patient, or a representative whose mandate is for it (C-21, C-28, C-38). */
    OWNER,
    /** The patient and nobody in their place. */
    PATIENT,
    OWNER_OR_TREATING,
    /** The treating physician alone. */
    TREATING,
    /** Anybody of a health profession. */
    PROFESSIONAL,
    /** The same, unless the patient opposed it. */
    EMERGENCY,
    OPERATOR,
    DPO,
    /** Who answers for the platform: an operator or the data protection officer. */
    DUTY,
    /** The person themself: no operator turns somebody's messages elsewhere. */
    SELF,
    SELF_OR_OPERATOR,
    /** Any physician or operator, for what says nothing of a patient. */
    STAFF,
    /** Whoever is signed in, for what says nothing of a patient. */
    ANYBODY
  }

  private final Ground ground;
  private final Scope scope;

  Action(Ground ground) {
    this(ground, Scope.READ);
  }

  Action(Ground ground, Scope scope) {
    this.ground = ground;
    this.scope = ground == Ground.FEED ? Scope.DAILY_LIFE : scope;
  }

  Ground ground() {
    return ground;
  }

  /** Whether it reads one alert or answers for it: what a substitute is told for. */
  boolean answersAlert() {
    return this == READ_ALERT || this == ACKNOWLEDGE_ALERT || this == DECLINE_ALERT;
  }

  /** What a mandate must be for, that a representative may do it. */
  Scope scope() {
    return scope;
  }
}
