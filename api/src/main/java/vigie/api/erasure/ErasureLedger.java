package vigie.api.erasure;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.audit.AuditKey;

/**
 * The ledger of erasures outside the store, in the program's folder: a store that is restored from
 * a backup has forgotten who was erased since, this file has not. One signed line each; it only
 * grows, and names nobody.
 */
@Singleton
final class ErasureLedger {
  /** The file's name. */
  static final String FILE = "erasures.txt";

  private static final Logger LOG = LoggerFactory.getLogger(ErasureLedger.class);
  private static final String KIND = "vigie-erased-1";
  private static final int FIELDS = 5;

  private final Path file;
  private final AuditKey key;

  /**
   * One erasure.
   *
   * @param erasure its id
   * @param patient who is erased
   * @param asked when it was asked for
   * @param receipt SHA-256 of what opens its certificate, hex
   */
  record Entry(UUID erasure, UUID patient, Instant asked, String receipt) {
    private String fields() {
      return String.join(" ", erasure.toString(), patient.toString(), asked.toString(), receipt);
    }

    private byte[] signed() {
      return (KIND + "\n" + fields()).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Wired by the program. */
  ErasureLedger(ApiConfig config, AuditKey key) {
    this.file = config.data().resolve(FILE);
    this.key = key;
  }

  /**
   * Everybody who was ever erased, in the order in which it was asked for. A line that bears no
   * signature of the program's key is passed over and told of: it could erase anybody.
   */
  synchronized List<Entry> read() {
    Map<UUID, Entry> entries = new LinkedHashMap<>();
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        Entry entry = parse(line);
        if (entry != null) {
          entries.put(entry.patient(), entry);
        } else if (!line.isBlank()) {
          LOG.error(
              "a line of the ledger of erasures is not ours and is passed over file={}", file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return List.copyOf(entries.values());
  }

  /** Adds a line, unless the patient has one; when this returns, the disk has it. */
  synchronized void add(Entry entry) {
    if (read().stream().anyMatch(known -> known.patient().equals(entry.patient()))) {
      return;
    }
    String signature = Base64.getEncoder().encodeToString(key.sign(entry.signed()));
    try {
      Files.writeString(
          file,
          entry.fields() + " " + signature + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private @Nullable Entry parse(String line) {
    String[] fields = line.strip().split(" ", -1);
    if (fields.length != FIELDS) {
      return null;
    }
    try {
      Entry entry =
          new Entry(
              UUID.fromString(fields[0]),
              UUID.fromString(fields[1]),
              Instant.parse(fields[2]),
              fields[3]);
      return key.signed(entry.signed(), Base64.getDecoder().decode(fields[4])) ? entry : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }
}
