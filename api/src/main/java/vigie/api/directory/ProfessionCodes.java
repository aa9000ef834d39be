package vigie.api.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.api.access.Profession;

/** What the directory's codes are among our professions: {@code professions.csv}, its sources. */
final class ProfessionCodes {
  private static final String FILE = "/vigie/directory/professions.csv";
  private static final String ANY = "*";

  /** By code and what must stand beside it. */
  private final Map<String, Profession> table;

  private ProfessionCodes(Map<String, Profession> table) {
    this.table = table;
  }

  /** Reads the table. */
  static ProfessionCodes load() {
    try (InputStream in = ProfessionCodes.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
      Map<String, Profession> table = new HashMap<>();
      for (String line : lines) {
        if (!line.startsWith("#")) {
          String[] fields = line.strip().split("\\s*,\\s*", -1);
          table.put(key(fields[0], fields[1]), Profession.valueOf(fields[2]));
        }
      }
      return new ProfessionCodes(table);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /**
   * The professions of one line of the directory; none where it has a profession that is not ours.
   *
   * @param code of the profession
   * @param specialty code of what they are specialised in; empty for nothing
   * @param section of the pharmacists' register; empty for none
   */
  Set<Profession> of(String code, String specialty, String section) {
    Set<Profession> found = EnumSet.noneOf(Profession.class);
    for (String beside : List.of(ANY, specialty, section)) {
      Profession profession = table.get(key(code, beside));
      if (profession != null) {
        found.add(profession);
      }
    }
    return found;
  }

  private static String key(String code, String beside) {
    return code + " " + beside;
  }
}
