package vigie.api.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The habilitation matrix: which profession may see which kind of content (C-42). Data: one table
 * with a row per kind and a column per profession. {@code YES} and {@code NO} are cells that the
 * matrix's source states; {@code yes} and {@code no} are ours.
 */
public final class Matrix {
  private static final List<String> WORDS = List.of("YES", "NO", "yes", "no");

  private final String version;
  private final Map<Profession, Set<ContentKind>> opened;
  private final Map<Profession, Set<ContentKind>> stated;

  private Matrix(
      String version,
      Map<Profession, Set<ContentKind>> opened,
      Map<Profession, Set<ContentKind>> stated) {
    this.version = version;
    this.opened = opened;
    this.stated = stated;
  }

  /** The matrices that come with this program, the one in force unless another is named first. */
  public static List<String> known() {
    return List.of("charter-1", "order-2023-10-26-1");
  }

  /**
   * The matrix of this version.
   *
   * @throws IllegalArgumentException when there is none, or its table has a fault
   */
  public static Matrix load(String version) {
    if (!known().contains(version)) {
      throw new IllegalArgumentException("matrix '" + version + "' is not one of " + known());
    }
    String file = "/vigie/access/matrix-" + version + ".csv";
    try (InputStream in = Matrix.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException(file + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return parse(version, lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /**
   * The matrix of a table, as its file has it.
   *
   * @throws IllegalArgumentException naming the line at fault, or the kind that has no row
   */
  static Matrix parse(String version, List<String> lines) {
    Map<Profession, Set<ContentKind>> opened = new EnumMap<>(Profession.class);
    Map<Profession, Set<ContentKind>> stated = new EnumMap<>(Profession.class);
    Set<ContentKind> seen = EnumSet.noneOf(ContentKind.class);
    List<Profession> header = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(line.split("\\s*,\\s*", -1));
      try {
        if (header.isEmpty()) {
          header = cells.subList(1, cells.size()).stream().map(Profession::valueOf).toList();
          continue;
        }
        ContentKind kind = ContentKind.valueOf(cells.get(0));
        if (!seen.add(kind) || cells.size() != header.size() + 1) {
          throw new IllegalArgumentException("twice, or not a cell per profession");
        }
        for (int c = 0; c < header.size(); c++) {
          cell(cells.get(c + 1), kind, header.get(c), opened, stated);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "matrix " + version + " line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (!seen.equals(ContentKind.every())) {
      throw new IllegalArgumentException("matrix " + version + " has rows for " + seen + " only");
    }
    return new Matrix(version, opened, stated);
  }

  private static void cell(
      String word,
      ContentKind kind,
      Profession profession,
      Map<Profession, Set<ContentKind>> opened,
      Map<Profession, Set<ContentKind>> stated) {
    if (!WORDS.contains(word)) {
      throw new IllegalArgumentException("'" + word + "' is none of " + WORDS);
    }
    if (word.equals("YES") || word.equals("NO")) {
      stated.computeIfAbsent(profession, any -> EnumSet.noneOf(ContentKind.class)).add(kind);
    }
    if (word.equals("YES") || word.equals("yes")) {
      opened.computeIfAbsent(profession, any -> EnumSet.noneOf(ContentKind.class)).add(kind);
    }
  }

  /** Which table this is. */
  public String version() {
    return version;
  }

  /** The kinds that somebody of this profession may see; none for a profession without column. */
  public Set<ContentKind> opens(Profession profession) {
    return opened.getOrDefault(profession, Set.of());
  }

  /** The kinds about which the matrix's source itself says whether this profession sees them. */
  public Set<ContentKind> states(Profession profession) {
    return stated.getOrDefault(profession, Set.of());
  }
}
