package vigie.cli.export;

/** One row cannot be understood; the message says why. The row is skipped, the next one is read. */
final class BrokenRowException extends Exception {
  BrokenRowException(String message) {
    super(message);
  }
}
