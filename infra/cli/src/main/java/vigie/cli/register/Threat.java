package vigie.cli.register;

/**
 * Something that could harm those whose data are kept.
 *
 * @param id its number
 * @param threat what could happen
 * @param severity without measures: LIMITED, IMPORTANT or MAXIMAL
 * @param likelihood with them: NEGLIGIBLE, LIMITED or IMPORTANT
 * @param measures what stands against it
 * @param promises the charter's promises that they keep
 * @param open what remains for the operator to do
 */
record Threat(
    String id,
    String threat,
    Severity severity,
    Likelihood likelihood,
    String measures,
    String promises,
    String open) {
  /** How bad it would be. */
  enum Severity {
    LIMITED,
    IMPORTANT,
    MAXIMAL
  }

  /** How likely it is all the same. */
  enum Likelihood {
    NEGLIGIBLE,
    LIMITED,
    IMPORTANT
  }

  Threat {
    if (threat.isBlank() || measures.isBlank() || open.isBlank()) {
      throw new IllegalArgumentException(id + " must say what, what against it, and what remains");
    }
    if (!promises.matches("C-\\d+( C-\\d+)*")) {
      throw new IllegalArgumentException(id + ": promises must look like C-34 C-35");
    }
  }
}
