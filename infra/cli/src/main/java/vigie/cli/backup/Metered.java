package vigie.cli.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import vigie.cli.stack.Progress;

/** Tells now and then how much has gone through a stream. */
final class Metered {
  private static final long EVERY_NANOS = 5_000_000_000L;
  private static final double MEBIBYTE = 1 << 20;

  private final Progress progress;
  private final String what;
  private long bytes;
  private long told = System.nanoTime();

  /**
   * Tells of one stream.
   *
   * @param what is said after the number, for example {@code dumped}
   */
  Metered(Progress progress, String what) {
    this.progress = progress;
    this.what = what;
  }

  /** How much has gone through. */
  long bytes() {
    return bytes;
  }

  /** The stream, metered; closing it closes the one below. */
  OutputStream out(OutputStream to) {
    return new FilterOutputStream(to) {
      @Override
      public void write(int value) throws IOException {
        out.write(value);
        count(1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        count(length);
      }
    };
  }

  /** The stream, metered; closing it closes the one below. */
  InputStream in(InputStream from) {
    return new FilterInputStream(from) {
      @Override
      public int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        int read = in.read(to, offset, length);
        count(Math.max(read, 0));
        return read;
      }
    };
  }

  private void count(int more) {
    bytes += more;
    long now = System.nanoTime();
    if (now - told > EVERY_NANOS) {
      told = now;
      progress.say(String.format(Locale.ROOT, "%,.1f MiB %s", bytes / MEBIBYTE, what));
    }
  }
}
