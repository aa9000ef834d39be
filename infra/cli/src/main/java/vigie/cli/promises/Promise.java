package vigie.cli.promises;

/**
 * One promise of the charter.
 *
 * @param id {@code C-01} to {@code C-105}
 * @param group the charter's chapter
 * @param title what is promised, in few words
 * @param state how far the software keeps it
 * @param reason what is missing; empty when, and only when, it is kept
 */
record Promise(String id, String group, String title, State state, String reason) {
  /** How far a promise is kept. */
  enum State {
    /** By behaviour that a test proves. */
    KEPT,
    /** In the part that the reason does not name. */
    PARTLY,
    /** Software could keep it and this does not yet. */
    NOT_KEPT,
    /** Software cannot keep it: people or contracts do. */
    OUTSIDE;

    /** As the page says it. */
    String words() {
      return switch (this) {
        case KEPT -> "kept";
        case PARTLY -> "partly kept";
        case NOT_KEPT -> "not kept";
        case OUTSIDE -> "not by software";
      };
    }
  }

  Promise {
    if (reason.isEmpty() != (state == State.KEPT)) {
      throw new IllegalArgumentException(
          id + ": a promise that is kept has no reason, and every other one has");
    }
  }
}
