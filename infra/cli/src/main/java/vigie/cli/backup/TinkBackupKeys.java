package vigie.cli.backup;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of backups, one for each day, each in a file of its own that only its owner may read: a
 * keyset of Tink as JSON, so that every Tink can open what it sealed (AES-256-GCM in segments of 1
 * MiB, each authenticated with its place and the end).
 */
public final class TinkBackupKeys {
  private static final String SUFFIX = ".json";

  private final Path folder;

  /**
   * A day's key.
   *
   * @param id Tink's id of it
   */
  public record Key(int id, StreamingAead seal) {

    /** Seals what is written, until it is closed: without that the seal has no end. */
    OutputStream sealing(OutputStream to, byte[] header) throws IOException {
      try {
        return seal.newEncryptingStream(to, header);
      } catch (GeneralSecurityException e) {
        throw new IOException("cannot seal a backup", e);
      }
    }

    /** Opens what was sealed; reading fails at the first segment that is not as it was written. */
    InputStream opening(InputStream from, byte[] header) throws IOException {
      try {
        return new Opened(seal.newDecryptingStream(from, header));
      } catch (GeneralSecurityException e) {
        throw new IOException("cannot open a backup", e);
      }
    }
  }

  /** Says of what does not open what it means. */
  private static final class Opened extends FilterInputStream {
    Opened(InputStream sealed) {
      super(sealed);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      try {
        return in.read(to, offset, length);
      } catch (IOException e) {
        throw new IOException(
            "The backup is not as it was written: it was changed or cut short. Take another copy.",
            e);
      }
    }
  }

  /** Of this folder, which is made with the first key. */
  public TinkBackupKeys(Path folder) {
    this.folder = folder;
    try {
      StreamingAeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink has no streaming encryption", e);
    }
  }

  /** Where a day's key lies, or would. */
  public Path file(LocalDate day) {
    return folder.resolve(day + SUFFIX);
  }

  /** The days that have a key, the oldest first. */
  public List<LocalDate> days() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<LocalDate> days = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          try {
            days.add(LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())));
          } catch (DateTimeException e) {
            // Somebody else's file.
          }
        }
      }
    }
    return days;
  }

  /** A day's key; empty when there is none, or none any more. */
  public Optional<Key> find(LocalDate day) throws IOException {
    Path file = file(day);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          key(
              TinkJsonProtoKeysetFormat.parseKeyset(
                  Files.readString(file), InsecureSecretKeyAccess.get())));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no key of a backup: " + e.getMessage(), e);
    }
  }

  /** A day's key, made when it is missing. Of several processes that make it, all get one. */
  public Key ensure(LocalDate day) throws IOException {
    Optional<Key> known = find(day);
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    OwnerOnly.makeFolder(folder);
    Path draft = OwnerOnly.draft(folder);
    try {
      KeysetHandle made =
          KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
      Files.writeString(
          draft, TinkJsonProtoKeysetFormat.serializeKeyset(made, InsecureSecretKeyAccess.get()));
      Files.createLink(file(day), draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key it is.
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a key for backups", e);
    } finally {
      Files.delete(draft);
    }
    return find(day).orElseThrow(() -> new IOException(file(day) + " was made and is gone again"));
  }

  /**
   * Destroys a day's key: its bytes are written over, then the file is deleted. Flash memory, file
   * systems that copy on write and snapshots may keep the former bytes.
   */
  public void destroy(LocalDate day) throws IOException {
    Path file = file(day);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer nothing = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (nothing.hasRemaining()) {
        channel.write(nothing);
      }
      channel.force(true);
    }
    Files.delete(file);
  }

  private static Key key(KeysetHandle keyset) throws GeneralSecurityException {
    return new Key(
        keyset.getPrimary().getId(),
        keyset.getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
  }
}
