package vigie.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data folder for one running stack. The lock is the kernel's: it ends with the process,
 * however that ends.
 */
final class StackLock implements AutoCloseable {

  /**
   * The folders held by this JVM. Its own locks must be known without opening the file once more:
   * closing any descriptor of a file drops all of the process's locks on it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path data;
  private final FileChannel channel;

  private StackLock(Path data, FileChannel channel) {
    this.data = data;
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws IllegalStateException when another stack runs on it
   */
  static StackLock take(Path data) {
    StackLock lock = tryTake(data);
    if (lock == null) {
      throw new IllegalStateException(
          "A stack already runs on "
              + data
              + ". Stop it with ./vigie down, or give another folder with --data (and another"
              + " VIGIE_PORT_OFFSET).");
    }
    return lock;
  }

  /** Says whether a stack runs on the folder now. */
  static boolean isTaken(Path data) {
    if (!Files.exists(file(data))) {
      return false;
    }
    try (StackLock lock = tryTake(data)) {
      return lock == null;
    }
  }

  private static @Nullable StackLock tryTake(Path data) {
    if (!HELD_HERE.add(data)) {
      return null;
    }
    boolean taken = false;
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
      taken = true;
      return new StackLock(data, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the data folder " + data, e);
    } finally {
      if (!taken) {
        HELD_HERE.remove(data);
      }
    }
  }

  private static Path file(Path data) {
    return data.resolve("stack.lock");
  }

  @Override
  public void close() {
    try {
      channel.close();
      HELD_HERE.remove(data);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the data folder", e);
    }
  }
}
