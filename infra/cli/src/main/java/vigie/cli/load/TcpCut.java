package vigie.cli.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the TCP connections between one process and one port, by {@code ss --kill} (iproute2). */
final class TcpCut {
  private static final Pattern LOCAL_PORT = Pattern.compile("^\\S+\\s+\\S+\\s+\\S+:(\\d+)\\s");

  private TcpCut() {}

  /**
   * Cuts them now; both ends see a reset.
   *
   * @return how many
   * @throws IllegalStateException when {@code ss} is missing or not allowed to
   */
  static int between(long pid, int port) throws InterruptedException {
    int cut = 0;
    for (String line : ss("-Htnp", "state", "established", "dport = :" + port)) {
      Matcher local = LOCAL_PORT.matcher(line);
      if (line.contains("pid=" + pid + ",") && local.find()) {
        ss("-K", "-Htn", "sport = :" + local.group(1) + " and dport = :" + port);
        cut++;
      }
    }
    return cut;
  }

  private static List<String> ss(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("ss"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "ss could not be used to cut connections; it needs root (CAP_NET_ADMIN)");
      }
      return out.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "ss is missing; install Debian's package iproute2 for --outages", e);
    }
  }
}
