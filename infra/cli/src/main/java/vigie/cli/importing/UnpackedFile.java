package vigie.cli.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import vigie.cli.export.ExportException;

/**
 * A file of an export that can be read at any place: itself, or when it is in a zip a copy that
 * only its owner may read and that is gone when this is closed.
 */
final class UnpackedFile implements AutoCloseable {
  /** What is unpacked at most, in bytes: years of a heart rate each second are a quarter of it. */
  private static final long BYTES_MAX = 4L << 30;

  /** A database grows some ten times, a file that is made to fill a disk a thousand times. */
  private static final long GROWTH_MAX = 200;

  /** Below so many bytes no growth does harm. */
  private static final long GROWTH_FROM = 64L << 20;

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final boolean copied;

  private UnpackedFile(Path path, boolean copied) {
    this.path = path;
    this.copied = copied;
  }

  /**
   * Unpacks the file if it has to be.
   *
   * @param file at its place, or in a zip that is open as a file system
   * @param scratch the folder for a copy
   * @throws ExportException when the file grows as none of an export does
   */
  static UnpackedFile of(Path file, Path scratch) throws IOException {
    if (file.getFileSystem().equals(FileSystems.getDefault())) {
      return new UnpackedFile(file, false);
    }
    Files.createDirectories(scratch);
    UnpackedFile unpacked = new UnpackedFile(Files.createTempFile(scratch, "import", ".tmp"), true);
    // Also when somebody ends the import by Ctrl-C.
    unpacked.path.toFile().deleteOnExit();
    boolean whole = false;
    try {
      copy(file, unpacked.path);
      whole = true;
    } finally {
      if (!whole) {
        unpacked.close();
      }
    }
    return unpacked;
  }

  private static void copy(Path packed, Path to) throws IOException {
    long packedBytes = (Long) Files.getAttribute(packed, "zip:compressedSize");
    long allowed = Math.min(BYTES_MAX, Math.max(GROWTH_FROM, packedBytes * GROWTH_MAX));
    try (InputStream in = Files.newInputStream(packed);
        OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[BUFFER];
      long written = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        written += read;
        if (written > allowed) {
          throw new ExportException(
              "%s unpacks from %,d bytes to more than %,d, as no export does: it was not read"
                  .formatted(packed, packedBytes, allowed));
        }
        out.write(buffer, 0, read);
      }
    }
  }

  /** Where it can be read until this is closed. */
  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (copied) {
      Files.deleteIfExists(path);
    }
  }
}
