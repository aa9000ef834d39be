package vigie.cli.stack;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vigie.local.JavaCommand;

/** A stack kept by a process in the background, which is this program once more. */
final class DetachedStack {

  private static final String LOG = "stack";
  private static final int POLL_MILLIS = 100;

  private final StackSettings settings;
  private final Set<String> parts;

  DetachedStack(StackSettings settings, Set<String> parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /**
   * Starts it, passes on what it says, and returns when the stack is ready or has failed.
   *
   * @return the exit code for the shell
   */
  int start(PrintStream out) throws InterruptedException {
    try {
      Path log = settings.logFile(LOG);
      Files.createDirectories(settings.data().resolve("logs"));
      if (Stack.runsOn(settings)) {
        // Taking the folder says what is wrong in the usual words.
        StackLock.take(settings.data()).close();
      }
      if (Files.exists(log)) {
        Files.move(log, settings.logFile(LOG + ".previous"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createFile(log);
      return follow(spawn(log), log, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the stack in the background", e);
    }
  }

  private Process spawn(Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.addAll(
        JavaCommand.of(
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
            "vigie.cli.Vigie",
            List.of(
                "up", "--data", settings.data().toString(), "--only", String.join(",", parts))));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings.environment());
    return builder.start();
  }

  private int follow(Process keeper, Path log, PrintStream out)
      throws IOException, InterruptedException {
    JsonStateFile state = new JsonStateFile(settings.data());
    try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
      while (true) {
        boolean ended = keeper.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        boolean ready =
            state
                .read()
                .filter(s -> s.pid() == keeper.pid() && s.state().equals("ready"))
                .isPresent();
        byte[] news = new byte[(int) (in.length() - in.getFilePointer())];
        in.readFully(news);
        out.print(new String(news, StandardCharsets.UTF_8));
        out.flush();
        if (ended) {
          return keeper.exitValue() == 0 ? 1 : keeper.exitValue();
        }
        if (ready) {
          out.println("It runs in the background. ./vigie status shows it, ./vigie down ends it.");
          return 0;
        }
      }
    }
  }
}
