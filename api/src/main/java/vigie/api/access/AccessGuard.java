package vigie.api.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;
import vigie.api.web.Refusal;

/**
 * Asks {@link Access} with the rights as they stand, writes the audit line, refuses by throwing.
 */
@Singleton
public final class AccessGuard {
  /** How a device stands in the audit, in place of a person's role. */
  private static final String DEVICE = "DEVICE";

  private final AccessDirectory directory;
  private final AuditLog audit;
  private final Matrix matrix;
  private final Assurance assurance;
  private final Clock clock;

  /** Wired by the program. */
  public AccessGuard(
      AccessDirectory directory, AuditLog audit, Matrix matrix, Assurance assurance, Clock clock) {
    this.directory = directory;
    this.audit = audit;
    this.matrix = matrix;
    this.assurance = assurance;
    this.clock = clock;
  }

  /**
   * Asks for an action on one patient; the audit line is in the store when this returns.
   *
   * @throws Refusal when not allowed, or when the audit cannot be written
   */
  public Decision ask(Caller caller, Action action, UUID patient) {
    Decision decision = assured(caller, action, decide(caller, action, patient));
    audit.write(line(caller, action, patient, decision));
    return allowed(decision);
  }

  /**
   * The same for a read that costs time: it goes on while the audit line is being written, and its
   * result is handed out when the line is in the store.
   *
   * @throws Refusal when not allowed, or when the audit cannot be written; what was read is then
   *     seen by nobody
   */
  public <T> T read(Caller caller, Action action, UUID patient, Function<Decision, T> reading) {
    Decision decision = assured(caller, action, decide(caller, action, patient));
    AuditLog.Pending line = audit.append(line(caller, action, patient, decision));
    T read;
    try {
      read = reading.apply(allowed(decision));
    } finally {
      // A refusal, too, is in the record when it is told.
      line.await();
    }
    return read;
  }

  /**
   * The same for an action on something that a patient's rights alone do not decide.
   *
   * @param narrowing what becomes of the decision, seen what it is about
   * @throws Refusal when not allowed, or when the audit cannot be written
   */
  public Decision ask(
      Caller caller, Action action, UUID patient, UnaryOperator<Decision> narrowing) {
    Decision decision = narrowing.apply(decide(caller, action, patient));
    audit.write(line(caller, action, patient, decision));
    return allowed(decision);
  }

  /**
   * The same for an action that concerns no single patient.
   *
   * @throws Refusal when not allowed, or when the audit cannot be written
   */
  public Decision ask(Caller caller, Action action) {
    Decision decision =
        assured(caller, action, Access.decide(caller.actor(), caller.purpose(), action));
    audit.write(line(caller, action, null, decision));
    return allowed(decision);
  }

  /**
   * The same for an action on somebody's own account; the line stands under that person's id.
   *
   * @throws Refusal when not allowed, or when the audit cannot be written
   */
  public Decision askAccount(Caller caller, Action action, UUID person) {
    Decision decision = assured(caller, action, Access.decide(caller.actor(), action, person));
    audit.write(line(caller, action, person, decision));
    return allowed(decision);
  }

  /**
   * Notes a decision made by the caller itself, without waiting for the store: for what must go on
   * without a database, that is acknowledging and live streams.
   *
   * @param patient null when the action concerns no single patient
   * @throws Refusal when not allowed
   */
  public Decision note(Caller caller, Action action, @Nullable UUID patient, Decision decision) {
    Decision assured = assured(caller, action, decision);
    audit.append(line(caller, action, patient, assured));
    return allowed(assured);
  }

  /**
   * Asks whether a device may send readings under this name; noted without waiting for the store.
   *
   * @param patient whose device it is; null when it is nobody's any more
   * @throws Refusal when not allowed
   */
  public Decision note(DeviceCaller caller, String named, @Nullable UUID patient) {
    Decision decision = Access.decide(caller.device(), named);
    audit.append(
        new AuditLine(
            clock.instant(),
            null,
            DEVICE,
            Action.SEND_READINGS.name(),
            decision.allowed() ? patient : null,
            decision.allowed(),
            decision.reason().name(),
            caller.route(),
            caller.requestId()));
    return allowed(decision);
  }

  /** The decision alone, neither noted nor thrown: for each frame of a stream already allowed. */
  public Decision decide(Caller caller, Action action, UUID patient) {
    return Access.decide(
        caller.actor(),
        caller.purpose(),
        action,
        directory.patient(patient).orElse(null),
        matrix,
        clock.instant());
  }

  /**
   * The decision alone about one open alert that the caller was told of as one who stands in: asked
   * where {@link #decide} refuses.
   */
  public Decision decideTold(Caller caller, Action action, UUID patient) {
    return Access.decideTold(
        caller.actor(), caller.purpose(), action, directory.patient(patient).orElse(null), matrix);
  }

  /** The same decision, unless who is allowed must prove more of who they are. */
  private Decision assured(Caller caller, Action action, Decision decision) {
    Reason missing = decision.allowed() ? assurance.missing(caller, action, clock.instant()) : null;
    return missing == null ? decision : Decision.refuse(missing);
  }

  private AuditLine line(Caller caller, Action action, @Nullable UUID patient, Decision decision) {
    return new AuditLine(
        clock.instant(),
        caller.actor().person(),
        caller.actor().recorded(),
        action.name(),
        patient,
        decision.allowed(),
        decision.reason().name(),
        caller.route(),
        caller.requestId(),
        caller.purpose() == Purpose.NONE ? null : caller.purpose().name());
  }

  private static Decision allowed(Decision decision) {
    if (!decision.allowed()) {
      throw Refusal.notAllowed(decision.reason());
    }
    return decision;
  }
}
