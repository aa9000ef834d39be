package vigie.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import vigie.local.ServerProcess;

/**
 * The parts of a stack that another process keeps running, for fault tests: killed, they come back
 * by themselves.
 */
public final class RunningParts {
  private final StackSettings settings;
  private final JsonStateFile state;

  /** Of the stack on these settings. */
  public RunningParts(StackSettings settings) {
    this.settings = settings;
    this.state = new JsonStateFile(settings.data());
  }

  /** Whether the stack says that the part serves. */
  public boolean ready(String part) {
    return find(part).state().equals("ready");
  }

  /** The part's process id now. */
  public long pid(String part) {
    return find(part).pid();
  }

  /** Ends the part at once, as a crash would (SIGKILL). */
  public void kill(String part) {
    signal("KILL", List.of(pid(part)));
  }

  /** Freezes the part and its children (SIGSTOP). */
  public void pause(String part) {
    signal("STOP", family(part));
  }

  /** Lets a frozen part go on (SIGCONT). */
  public void resume(String part) {
    signal("CONT", family(part));
  }

  /**
   * One more gateway beside the stack's own, not started.
   *
   * @param replica its number, from 1 on
   * @param sessionExpiry how long the broker keeps for it what it has not acknowledged
   */
  public ServerProcess gateway(int replica, Duration sessionExpiry) {
    return new Programs(settings, Addresses.of(settings)).gateway(replica, sessionExpiry);
  }

  private PartState find(String part) {
    return state.read().stream()
        .flatMap(stack -> stack.parts().stream())
        .filter(known -> known.name().equals(part))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no stack runs a " + part + " on " + settings.data() + "; ./vigie up first"));
  }

  private List<Long> family(String part) {
    long pid = pid(part);
    Stream<Long> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), children).toList();
  }

  private static void signal(String name, List<Long> pids) {
    List<String> command =
        Stream.concat(Stream.of("kill", "-" + name), pids.stream().map(String::valueOf)).toList();
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
