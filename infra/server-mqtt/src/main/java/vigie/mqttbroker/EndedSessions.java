package vigie.mqttbroker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people's sessions that have ended although a token of theirs is still good, as the API writes
 * them into a file beside its public keys. Read again when it has changed. Safe for many threads.
 */
final class EndedSessions {
  /** Beside the public keys. */
  static final String FILE = "ended-sessions.csv";

  private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);

  private final @Nullable Path file;
  private List<Object> read = List.of();
  private Set<UUID> ended = Set.of();

  /**
   * Reads nothing yet.
   *
   * @param keys the file of public keys; null for none: then no person signs in
   */
  EndedSessions(@Nullable Path keys) {
    this.file = keys == null ? null : keys.resolveSibling(FILE);
  }

  /** Whether this session has ended, as far as the file says now. */
  synchronized boolean contains(UUID session) {
    if (file != null) {
      refresh(file);
    }
    return ended.contains(session);
  }

  private void refresh(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      // Each version is another file moved into place; two may be of the same time.
      List<Object> version =
          List.of(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey() + "");
      if (version.equals(read)) {
        return;
      }
      Set<UUID> fresh = new HashSet<>();
      for (String line : Files.readAllLines(path)) {
        int comma = line.indexOf(',');
        fresh.add(UUID.fromString(line.substring(0, comma)));
      }
      ended = Set.copyOf(fresh);
      read = version;
    } catch (NoSuchFileException e) {
      LOG.trace("No session has ended yet");
    } catch (IOException | RuntimeException e) {
      // What was known so far still holds.
      LOG.error("The ended sessions cannot be read from {}: {}", path, e.toString());
    }
  }
}
