package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The file with which patients' keys are wrapped: made at the first start, and from then on the one
 * thing beside the store that a stack cannot do without.
 */
public final class PatientKeysFile {
  /** The setting that names it to the programs. */
  public static final String SETTING = "VIGIE_PATIENT_KEYS_FILE";

  private static final int BYTES = 32;

  private PatientKeysFile() {}

  /**
   * The file, with 64 hexadecimal digits, made when it is missing. Of several processes that make
   * it at once, all get the first one's.
   *
   * @return the same, absolute
   */
  public static Path ensure(Path file) {
    Path target = file.toAbsolutePath();
    if (Files.exists(target)) {
      return target;
    }
    Path folder = Objects.requireNonNull(target.getParent(), "the file must lie in a folder");
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    try {
      Files.createDirectories(folder);
      Path draft =
          Files.createTempFile(
              folder,
              "patient-keys",
              ".draft",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, HexFormat.of().formatHex(bytes) + "\n");
      try {
        Files.createLink(target, draft);
      } catch (FileAlreadyExistsException e) {
        // Another process was first: its key it is.
      }
      Files.delete(draft);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + target, e);
    }
  }
}
