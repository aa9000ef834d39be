package vigie.cli.stack;

import java.io.PrintStream;
import java.util.Locale;

/** Says what happens to the stack while it happens; called from several threads. */
@FunctionalInterface
public interface Progress {

  /** One line of news. */
  void say(String line);

  /** Prints each line after the seconds since now. */
  static Progress to(PrintStream out) {
    long start = System.nanoTime();
    return line -> {
      synchronized (out) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
        out.flush();
      }
    };
  }

  /** Seconds since a {@link System#nanoTime()}, as people read them. */
  static String secondsSince(long startNanos) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
  }
}
