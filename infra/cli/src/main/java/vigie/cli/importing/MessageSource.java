package vigie.cli.importing;

import java.util.function.Consumer;

/** Reads a file, or the folder of an export. */
interface MessageSource {
  /**
   * Gives every message, in an order that is the same each time, while it reads.
   *
   * @param tally told of rows that were broken, and of those that say nothing we keep
   * @param to takes each message; what it throws ends the reading
   * @throws vigie.cli.export.ExportException when it cannot be read at all
   */
  void read(ImportTally tally, Consumer<Message> to);
}
