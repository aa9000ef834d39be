package vigie.cli.export;

/**
 * A row that could not be used.
 *
 * @param file its name
 * @param line in that file, from 1
 * @param reason why
 */
public record SkippedRow(String file, long line, String reason) {
  @Override
  public String toString() {
    return file + " line " + line + ": " + reason;
  }
}
