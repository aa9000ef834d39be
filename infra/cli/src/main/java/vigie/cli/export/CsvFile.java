package vigie.cli.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A file of comma-separated values, plain or gzip-compressed, with a header line. */
final class CsvFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setLenientEof(true).get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;

  private CsvFile(Path path) {
    this.path = path;
  }

  /** What to do with one row; a row used or ignored is told to the tally by this. */
  @FunctionalInterface
  interface RowReader {
    void read(Row row) throws BrokenRowException;
  }

  /** The file of this name, or of this name and {@code .gz}. */
  static Optional<CsvFile> find(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(CsvFile::new);
  }

  /** The same, which must be there. */
  static CsvFile required(Path folder, String name) {
    return find(folder, name)
        .orElseThrow(
            () ->
                new ExportException(
                    folder.resolve(name)
                        + " (or .gz) is missing: is this the folder of the export?"));
  }

  /** The files of a folder whose names, without {@code .gz}, match; with the first group's text. */
  static Map<String, CsvFile> matching(Path folder, Pattern name) {
    if (!Files.isDirectory(folder)) {
      throw new ExportException(folder + " is missing: is this the folder of the export?");
    }
    Map<String, CsvFile> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        var matcher = name.matcher(fileName(file).replaceFirst("\\.gz$", ""));
        if (matcher.matches()) {
          found.put(matcher.group(1), new CsvFile(file));
        }
      }
    } catch (IOException e) {
      throw new ExportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
    return found;
  }

  String name() {
    return fileName(path);
  }

  /** Reads every row; a broken one is told to the tally. */
  void forEach(ReadTally tally, RowReader reader) {
    try (Reader text = open();
        var parser = FORMAT.parse(text)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new ExportException(path + " is empty");
      }
      Map<String, Integer> columns = columns(records.next());
      while (records.hasNext()) {
        CSVRecord row = records.next();
        long line = parser.getCurrentLineNumber();
        try {
          if (row.size() != columns.size()) {
            throw new BrokenRowException("has " + row.size() + " columns, not " + columns.size());
          }
          reader.read(new Row(name(), columns, row));
        } catch (BrokenRowException e) {
          tally.skipped(name(), line, e.getMessage() == null ? "broken" : e.getMessage());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ExportException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Its text, which whoever opens it closes. */
  Reader open() throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
    try {
      InputStream plain = name().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new InputStreamReader(plain, StandardCharsets.UTF_8);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static Map<String, Integer> columns(CSVRecord header) {
    List<String> names = header.stream().toList();
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (i == 0 && !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK) {
        name = name.substring(1);
      }
      // A column without a name counts, or each of its rows would look broken.
      columns.put(name.isBlank() ? "#" + i : name.strip().toLowerCase(Locale.ROOT), i);
    }
    return columns;
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** One row, by column name in lower case. */
  record Row(String file, Map<String, Integer> columns, CSVRecord values) {
    /** The text without surrounding blanks, empty when there is none. */
    String text(String column) {
      Integer index = columns.get(column);
      if (index == null) {
        throw new ExportException(file + " has no column '" + column + "'");
      }
      return values.get(index).strip();
    }

    /** The number, or empty when the cell is blank or says it is none. */
    OptionalDouble optionalNumber(String column) throws BrokenRowException {
      String text = text(column);
      if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
        return OptionalDouble.empty();
      }
      try {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
          throw new BrokenRowException(column + " is infinite");
        }
        return OptionalDouble.of(number == 0 ? 0 : number);
      } catch (NumberFormatException e) {
        throw new BrokenRowException(column + " is not a number: '" + text + "'");
      }
    }

    /** The number, which must be there. */
    double number(String column) throws BrokenRowException {
      OptionalDouble number = optionalNumber(column);
      if (number.isEmpty()) {
        throw new BrokenRowException("no " + column);
      }
      return number.getAsDouble();
    }
  }
}
