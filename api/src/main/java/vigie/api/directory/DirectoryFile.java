package vigie.api.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the extract "Personne_activite" of the national directory's public part (Annuaire Santé,
 * PS_LibreAcces): a line of names and one line per person and activity, fields between bars, UTF-8.
 * One line is in memory at a time.
 */
public final class DirectoryFile {
  private static final String ID_KIND = "Type d'identifiant PP";
  private static final String NUMBER = "Identifiant PP";
  private static final String LAST_NAME = "Nom d'exercice";
  private static final String PROFESSION = "Code profession";
  private static final String CATEGORY = "Code catégorie professionnelle";

  /** Left out of the newer extracts, which have a file of their own for specialties. */
  private static final String SPECIALTY = "Code savoir-faire";

  private static final String SECTION = "Code section tableau pharmaciens";

  /** Of the kinds of identifier, a RPPS number. */
  private static final String RPPS = "8";

  /** A student has a number and a profession's code, and not yet the profession. */
  private static final String STUDENT = "E";

  private static final Pattern DIGITS = Pattern.compile("[0-9]{11}");
  private static final Pattern MOMENT = Pattern.compile("_([0-9]{8})[0-9]{4}\\.");
  private static final String NO_FIELD = "";

  private DirectoryFile() {}

  /**
   * Reads all of it.
   *
   * @param zone in which the file's own date is read where its name has none
   * @throws IllegalArgumentException naming what is wrong with the file, and the remedy
   */
  public static Directory read(Path file, ZoneId zone) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Columns columns = Columns.of(lines.readLine(), file);
      ProfessionCodes codes = ProfessionCodes.load();
      Directory.Builder directory = new Directory.Builder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(directory, columns, codes, fields(line));
      }
      Directory read = directory.build(asOf(file, zone));
      if (read.size() == 0) {
        throw unusable(file, "has no line of anybody with a RPPS number", null);
      }
      return read;
    } catch (IOException e) {
      throw unusable(file, "cannot be read as text in UTF-8: " + e, e);
    }
  }

  private static void add(
      Directory.Builder directory, Columns columns, ProfessionCodes codes, List<String> fields) {
    String number = columns.of(fields, NUMBER);
    if (columns.of(fields, ID_KIND).equals(RPPS)
        && DIGITS.matcher(number).matches()
        && !columns.of(fields, CATEGORY).equals(STUDENT)) {
      directory.add(
          number,
          columns.of(fields, LAST_NAME),
          codes.of(
              columns.of(fields, PROFESSION),
              columns.of(fields, SPECIALTY),
              columns.of(fields, SECTION)));
    }
  }

  private static List<String> fields(String line) {
    return Arrays.asList(line.split("\\|", -1));
  }

  private static LocalDate asOf(Path file, ZoneId zone) throws IOException {
    Matcher moment = MOMENT.matcher(String.valueOf(file.getFileName()));
    if (moment.find()) {
      try {
        return LocalDate.parse(moment.group(1), DateTimeFormatter.BASIC_ISO_DATE);
      } catch (DateTimeException e) {
        // Digits that are no day; the file's own date is the next best.
      }
    }
    return Files.getLastModifiedTime(file).toInstant().atZone(zone).toLocalDate();
  }

  private static IllegalArgumentException unusable(
      Path file, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "VIGIE_DIRECTORY: "
            + file
            + " "
            + why
            + "; give the text file Personne_activite of the national directory's public extract"
            + " (Annuaire Santé, PS_LibreAcces), unpacked",
        cause);
  }

  /** Where the fields stand, by the first line; a column that the file has not is empty. */
  private record Columns(List<String> names) {
    static Columns of(@Nullable String first, Path file) {
      Columns columns =
          new Columns(first == null ? List.of() : fields(first.replace("\uFEFF", "")));
      for (String needed : List.of(ID_KIND, NUMBER, LAST_NAME, PROFESSION, CATEGORY)) {
        if (!columns.names.contains(needed)) {
          throw unusable(file, "has no column '" + needed + "' in its first line", null);
        }
      }
      return columns;
    }

    String of(List<String> fields, String name) {
      int place = names.indexOf(name);
      return place < 0 || place >= fields.size() ? NO_FIELD : fields.get(place).strip();
    }
  }
}
