package vigie.cli.importing;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vigie.cli.export.Export;
import vigie.cli.export.ExportException;
import vigie.cli.export.ExportFormat;
import vigie.cli.export.ExportedSubject;

/** One person of an export that {@code replay} reads too. */
final class ExportMessages implements MessageSource {
  private final ExportFormat format;
  private final Path folder;
  private final Set<String> subject;

  /**
   * For one person.
   *
   * @param subject the export's name for the person; empty when it has one person only
   */
  ExportMessages(ExportFormat format, Path folder, Set<String> subject) {
    this.format = format;
    this.folder = folder;
    this.subject = Set.copyOf(subject);
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    Export export = format.reader().read(folder, subject);
    if (export.subjects().size() != 1) {
      throw new ExportException(
          folder
              + " has readings of "
              + export.subjects().size()
              + " people, and a device has one: choose with --subject from "
              + export.subjects().stream()
                  .map(ExportedSubject::id)
                  .limit(50)
                  .collect(Collectors.joining(", ")));
    }
    tally.used(export.rowsUsed());
    export.ignored().forEach(tally::ignored);
    export
        .skipped()
        .forEach(row -> tally.skipped(row.file() + " line " + row.line(), row.reason()));
    tally.skipped(export.skippedCount() - export.skipped().size());
    ReadingBatches batches = new ReadingBatches(to);
    export.subjects().get(0).readings().forEach(batches::add);
    batches.flush();
  }
}
