package vigie.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** A secret of the program: made at the first need, kept in a file that only its owner may read. */
public final class OwnerOnlyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnerOnlyFile() {}

  /**
   * What the file holds; made when there is none. Of several processes that make it at once, all
   * get the first one's.
   *
   * @param folder made when missing
   * @param name of the file
   * @param maker makes the content
   * @throws IllegalStateException when others may read it
   */
  public static String readOrMake(Path folder, String name, Supplier<String> maker) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        make(folder, file, maker.get());
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(rights)) {
        throw new IllegalStateException(
            file
                + " may be read by others ("
                + PosixFilePermissions.toString(rights)
                + "): chmod 600 it, or delete it to have a new key made");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or made", e);
    }
  }

  private static void make(Path folder, Path file, String content) throws IOException {
    Files.createDirectories(folder);
    // Made whole under another name: a reader never sees half a key.
    Path draft =
        Files.createTempFile(
            folder,
            file.getFileName().toString(),
            ".draft",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(draft, content, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key it is.
    }
    Files.delete(draft);
  }
}
