package vigie.api.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes extracts of a directory of people who do not exist. */
final class DirectoryExtract {
  private static final String COLUMNS =
      "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|"
          + "Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|"
          + "Code savoir-faire|Raison sociale site|Code section tableau pharmaciens|";

  private final List<String> lines = new ArrayList<>(List.of(COLUMNS));

  /** Somebody with a RPPS number, graduated. */
  DirectoryExtract with(String number, String lastName, String profession) {
    return with("8", number, lastName, profession, "C", "", "");
  }

  DirectoryExtract with(
      String kind,
      String number,
      String lastName,
      String profession,
      String category,
      String specialty,
      String section) {
    lines.add(
        String.join(
            "|",
            kind,
            number,
            kind + number,
            lastName,
            "Made-up",
            profession,
            "",
            category,
            specialty,
            "Cabinet \"du Pont\"",
            section,
            ""));
    return this;
  }

  Path write(Path folder, String name) {
    try {
      return Files.write(folder.resolve(name), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
