package vigie.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts this library's own shell scripts where bash can run them. */
final class Scripts {

  private Scripts() {}

  /** Writes a script into a folder, replacing an older one, and returns its path. */
  static Path unpack(String name, Path folder) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("script " + name + " is missing in this library");
      }
      Files.createDirectories(folder);
      Path script = folder.resolve(name);
      // Another process may be reading it: the new one takes its place at once.
      Path fresh = Files.createTempFile(folder, name, ".new");
      Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE);
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write script " + name + " to " + folder, e);
    }
  }
}
