package vigie.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap that a JVM uses, as the JDK's {@code jcmd} tells of its serial collector. */
final class HeapUse {
  private static final Pattern GENERATION =
      Pattern.compile("(?m)^ *(?:def new|tenured) generation .* used (\\d+)K");

  private HeapUse() {}

  /** KiB in use now, garbage included; 0 when the process does not say. */
  static long kibOf(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.heap_info")
            .redirectErrorStream(true)
            .start();
    return parse(new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  static long parse(String text) {
    long kib = 0;
    Matcher generation = GENERATION.matcher(text);
    while (generation.find()) {
      kib += Long.parseLong(generation.group(1));
    }
    return kib;
  }
}
