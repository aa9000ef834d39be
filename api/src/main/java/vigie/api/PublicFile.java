package vigie.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What the program tells others on the same machine, in a file that everybody may read. */
public final class PublicFile {
  private PublicFile() {}

  /**
   * Writes it, moved into place whole: a reader never sees half of it.
   *
   * @throws IOException when it cannot be written; what was there before stays
   */
  public static void write(Path file, String content) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(content)) {
      return;
    }
    Path draft = Files.createTempFile(file.getParent(), file.getFileName() + "", ".draft");
    Files.writeString(draft, content);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
