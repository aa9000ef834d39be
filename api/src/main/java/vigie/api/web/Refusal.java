package vigie.api.web;

import vigie.api.access.Reason;

/**
 * The request is refused: ends it with a problem. Safe to show: the detail holds no health data.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  /** A refusal with this code. */
  public Refusal(ProblemCode code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  /** A field whose value breaks a rule. */
  public static Refusal invalid(String field, String rule) {
    return new Refusal(ProblemCode.INVALID, field + " " + rule);
  }

  /** The access decision said no. */
  public static Refusal notAllowed(Reason reason) {
    ProblemCode code =
        switch (reason) {
          case PROOF_TOO_OLD -> ProblemCode.STEP_UP_NEEDED;
          case SECOND_FACTOR_MISSING -> ProblemCode.SECOND_FACTOR_NEEDED;
          default -> ProblemCode.NOT_ALLOWED;
        };
    return new Refusal(code, reason.name() + ": " + reason.words());
  }

  /** The code. */
  public ProblemCode code() {
    return code;
  }

  /** The problem to answer with. */
  public Problem problem() {
    return Problem.of(code, String.valueOf(getMessage()));
  }
}
