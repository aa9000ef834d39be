package vigie.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log file without reading the rest. */
final class LogTail {

  private static final int BYTES_MAX = 16 * 1024;

  private LogTail() {}

  /** The last lines, oldest first; empty when the file is missing or cannot be read. */
  static List<String> lastLines(Path file, int linesMax) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int size = (int) Math.min(in.length(), BYTES_MAX);
      byte[] end = new byte[size];
      in.seek(in.length() - size);
      in.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return List.copyOf(lines.subList(Math.max(0, lines.size() - linesMax), lines.size()));
    } catch (IOException e) {
      return List.of("(the log cannot be read: " + e.getMessage() + ")");
    }
  }
}
