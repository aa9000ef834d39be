package vigie.api.audit;

import java.util.List;
import java.util.UUID;

/** The append-only record of who asked for what. Safe to share between threads. */
public interface AuditLog {
  /** A line with its place in the record. */
  record Entry(long seq, AuditLine line) {}

  /** A line on its way to the store. */
  @FunctionalInterface
  interface Pending {
    /**
     * Returns when the store has the line.
     *
     * @throws vigie.api.web.Refusal when the store does not answer in time
     */
    void await();
  }

  /**
   * Takes the line and returns at once; it reaches the store as soon as the store answers.
   *
   * @throws vigie.api.web.Refusal when so many lines wait that no more can be kept: nothing may go
   *     unrecorded
   */
  Pending append(AuditLine line);

  /**
   * Writes the line; when this returns, the store has it.
   *
   * @throws vigie.api.web.Refusal when the store does not answer in time
   */
  default void write(AuditLine line) {
    append(line).await();
  }

  /**
   * A patient's lines, newest first.
   *
   * @param before lines with a lower seq only
   * @param limit how many at most
   */
  List<Entry> ofPatient(UUID patient, long before, int limit);
}
