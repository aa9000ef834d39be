package vigie.cli.enrol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts made by these programs, in a file that only its owner can read: one line each, the
 * last one of a name counts. Appended to, never rewritten, so an interrupted run loses nothing.
 * Safe to use from many threads.
 */
public final class JsonEnrolmentBook {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> plans = new HashMap<>();

  /** Reads the file, if there is one. */
  public JsonEnrolmentBook(Path file) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          keep(line);
        }
        return;
      }
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or made", e);
    }
  }

  /** The file, for messages. */
  public Path file() {
    return file;
  }

  synchronized Optional<String> password(String username) {
    return Optional.ofNullable(passwords.get(username));
  }

  synchronized Optional<String> id(String username) {
    return Optional.ofNullable(ids.get(username));
  }

  synchronized Optional<String> plan(String username) {
    return Optional.ofNullable(plans.get(username));
  }

  synchronized Optional<String> secret(String device) {
    return Optional.ofNullable(secrets.get(device));
  }

  /** Written before the API is asked, so that an answer that never came can be asked for again. */
  void intend(String username, String password) {
    append(JSON.createObjectNode().put("username", username).put("password", password));
  }

  void made(String username, String id) {
    append(JSON.createObjectNode().put("username", username).put("id", id));
  }

  void planned(String username, String plan) {
    append(JSON.createObjectNode().put("username", username).put("plan", plan));
  }

  void bound(String device, String secret) {
    append(JSON.createObjectNode().put("device", device).put("secret", secret));
  }

  private synchronized void append(ObjectNode line) {
    try {
      Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
      keep(line.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private void keep(String text) throws IOException {
    if (text.isBlank()) {
      return;
    }
    JsonNode line = JSON.readTree(text);
    keep(line, "username", "password", passwords);
    keep(line, "username", "id", ids);
    keep(line, "username", "plan", plans);
    keep(line, "device", "secret", secrets);
  }

  private static void keep(JsonNode line, String name, String field, Map<String, String> map) {
    if (line.hasNonNull(name) && line.hasNonNull(field)) {
      map.put(line.get(name).asText(), line.get(field).asText());
    }
  }
}
