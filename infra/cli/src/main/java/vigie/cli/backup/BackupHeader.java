package vigie.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What a backup says of itself before the sealed part: some lines of text and an empty one. The
 * seal covers these lines as well: changed, they do not fit what follows.
 *
 * @param made when the backup was begun
 * @param day whose key seals it, by UTC
 * @param key that key's id
 * @param postgresql the server's version
 * @param timescaledb the extension's version
 */
public record BackupHeader(
    Instant made, LocalDate day, int key, String postgresql, String timescaledb) {
  private static final String FIRST = "vigie-backup 1";
  private static final int BYTES_MAX = 1_000;

  /** The lines, with the empty one. */
  public String text() {
    return "%s\nmade %s\nday %s\nkey %d\npostgresql %s\ntimescaledb %s\n\n"
        .formatted(FIRST, made, day, key, postgresql, timescaledb);
  }

  /** The same in bytes. */
  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the lines and leaves the stream at what follows them.
   *
   * @throws IllegalStateException when they are not those of a backup
   */
  static BackupHeader read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < BYTES_MAX && !(text.length() > 1 && text.toString().endsWith("\n\n"))) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    Map<String, String> lines = new HashMap<>();
    for (String line : text.toString().split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        lines.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    try {
      BackupHeader header =
          new BackupHeader(
              Instant.parse(lines.getOrDefault("made", "")),
              LocalDate.parse(lines.getOrDefault("day", "")),
              Integer.parseInt(lines.getOrDefault("key", "")),
              lines.getOrDefault("postgresql", ""),
              lines.getOrDefault("timescaledb", ""));
      if (header.text().contentEquals(text)) {
        return header;
      }
    } catch (DateTimeException | NumberFormatException e) {
      // Said below.
    }
    throw new IllegalStateException("it does not begin as a backup of this version does");
  }
}
