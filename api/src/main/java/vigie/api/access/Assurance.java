package vigie.api.access;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what somebody proved of who they are is enough for what they may otherwise do. Pure: the
 * one place that says which actions ask for a proof given anew.
 */
public final class Assurance {
  /** How old a proof may be for what asks for a recent one (C-66). */
  public static final Duration RECENT = Duration.ofMinutes(10);

  /**
   * What an open session left alone must not do: give rights away, take them for good, or speak in
   * the person's name about them.
   */
  private static final Set<Action> NEEDS_RECENT_PROOF =
      EnumSet.of(
          Action.READ_COPY,
          Action.TRANSFER_EVERYTHING,
          Action.FILE_REQUEST,
          Action.AMEND_READING,
          Action.CHANGE_RESTRICTIONS,
          Action.CHANGE_OBJECTIONS,
          Action.CHANGE_MANDATES,
          Action.CHANGE_SECOND_FACTOR,
          Action.ERASE,
          Action.REMOVE_SECOND_FACTOR);

  /** What a professional can do who has to enrol a second factor and has not. */
  private static final Set<Action> WITHOUT_SECOND_FACTOR =
      EnumSet.of(
          Action.READ_SESSIONS,
          Action.END_SESSIONS,
          Action.RENEW_SESSION,
          Action.CHANGE_PASSWORD,
          Action.READ_SECOND_FACTOR,
          Action.CHANGE_SECOND_FACTOR);

  private final SecondFactor policy;

  /**
   * @param policy what is asked of professionals
   */
  public Assurance(SecondFactor policy) {
    this.policy = policy;
  }

  /**
   * What a caller must prove first, who may do this otherwise.
   *
   * @return null when nothing
   */
  public @Nullable Reason missing(Caller caller, Action action, Instant now) {
    if (enrolOnly(caller.actor().role(), caller.proof().strong())
        && !WITHOUT_SECOND_FACTOR.contains(action)) {
      return Reason.SECOND_FACTOR_MISSING;
    }
    boolean recent = !caller.proof().at().plus(RECENT).isBefore(now);
    return NEEDS_RECENT_PROOF.contains(action) && !recent ? Reason.PROOF_TOO_OLD : null;
  }

  /**
   * Whether a session can do nothing but enrol a second factor.
   *
   * @param strong whether one was given
   */
  public boolean enrolOnly(Role role, boolean strong) {
    return policy == SecondFactor.REQUIRED && role.professional() && !strong;
  }
}
