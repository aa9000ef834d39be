/**
 * Reads the files of real exports: {@link vigie.cli.export.ExportFormat} knows each format's
 * reader, a reader turns rows into the readings that the devices behind them would have sent, and
 * accounts for every row that it did not use.
 */
@NullMarked
package vigie.cli.export;

import org.jspecify.annotations.NullMarked;
