package vigie.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * A stack's secrets: made at the first need and kept in one properties file that only its owner may
 * read. Several threads and processes may ask at once; all get the same.
 */
public final class Secrets {

  private static final int BYTES = 24;
  private static final Object THIS_JVM = new Object();
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /** Uses a file, made at the first need with its folder. */
  public Secrets(Path file) {
    this.file = file.toAbsolutePath();
    this.folder = Objects.requireNonNull(this.file.getParent(), "the file must lie in a folder");
  }

  /** The file that holds the secrets. */
  public Path file() {
    return file;
  }

  /**
   * A secret by its name: 48 hexadecimal digits, the same at every call.
   *
   * @param name a key of the properties file, for example {@code mqtt.vigie-gateway}
   */
  public String secret(String name) {
    try {
      synchronized (THIS_JVM) {
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(
                    folder.resolve(file.getFileName() + ".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OWNER_ONLY);
            FileLock lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("lost the lock of " + file);
          }
          return kept(name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep secrets in " + file, e);
    }
  }

  private String kept(String name) throws IOException {
    Properties secrets = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        secrets.load(in);
      }
    }
    String known = secrets.getProperty(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String made = HexFormat.of().formatHex(bytes);
    secrets.setProperty(name, made);
    Path fresh = Files.createTempFile(folder, "secrets", ".new", OWNER_ONLY);
    try (Writer out = Files.newBufferedWriter(fresh)) {
      secrets.store(out, null);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return made;
  }
}
