package vigie.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Remembers how many messages of an import the API has answered, so that an import that was broken
 * off goes on there. One small file each, by the digest of what is imported and how.
 */
final class JsonImportBook {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAME_LENGTH = 32;

  private final Path file;

  private JsonImportBook(Path file) {
    this.file = file;
  }

  /**
   * The book of one import.
   *
   * @param folder where books lie
   * @param source the file, or the folder of an export
   * @param how all else that decides which message is which, and where they go
   */
  static JsonImportBook of(Path folder, Path source, List<String> how) {
    MessageDigest digest = sha256();
    how.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
    try (Stream<Path> files = Files.walk(source)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update((source.relativize(each) + "\n").getBytes(StandardCharsets.UTF_8));
        try (InputStream in = new DigestInputStream(Files.newInputStream(each), digest)) {
          in.transferTo(java.io.OutputStream.nullOutputStream());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(source + " cannot be read", e);
    }
    String name = HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
    return new JsonImportBook(folder.resolve(name + ".json"));
  }

  /** How many messages were answered before; 0 for a new import. */
  long messages() {
    try {
      JsonNode book = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.nullNode();
      return book.path("messages").asLong();
    } catch (IOException e) {
      // Sent again from the beginning, which doubles nothing.
      return 0;
    }
  }

  /** Notes that so many are answered. */
  void note(long messages) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".draft");
      Files.writeString(draft, JSON.createObjectNode().put("messages", messages).toString());
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
