package vigie.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vigie.local.ServerProcess;

/**
 * Keeps one part running: starts it, and when it dies says so with its log's last lines and starts
 * it again, waiting longer after each failure in a row.
 */
final class Keeper {

  /** Generous: a loaded machine with few cores starts several parts at once. */
  static final Duration READY_TIMEOUT = Duration.ofMinutes(2);

  private static final int REPORTED_LINES = 10;

  private final ServerProcess process;
  private final String address;
  private final Backoff backoff;
  private final Progress progress;
  private final Runnable afterRestart;
  private final Runnable changed;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private volatile String state = "starting";
  private volatile Instant since = Instant.EPOCH;
  private volatile String started = "";
  private final AtomicInteger restarts = new AtomicInteger();

  /**
   * Describes it; nothing runs yet.
   *
   * @param process the part
   * @param address where it serves, as people read it
   * @param backoff how long to wait before a restart
   * @param progress told of deaths and restarts
   * @param afterRestart called when the part is ready again, before it counts as ready
   * @param changed called when the state has changed
   */
  Keeper(
      ServerProcess process,
      String address,
      Backoff backoff,
      Progress progress,
      Runnable afterRestart,
      Runnable changed) {
    this.process = process;
    this.address = address;
    this.backoff = backoff;
    this.progress = progress;
    this.afterRestart = afterRestart;
    this.changed = changed;
  }

  ServerProcess process() {
    return process;
  }

  PartState state() {
    boolean launched = !since.equals(Instant.EPOCH);
    return new PartState(
        process.name(),
        state,
        launched ? process.pid() : 0,
        address,
        launched ? started : "",
        restarts.get(),
        process.logFile().toString());
  }

  /** Starts the part, waits until it serves, and watches it from then on. */
  String start() {
    launch();
    Thread watch = new Thread(this::watch, "vigie-keeper-" + process.name());
    watch.setDaemon(true);
    watch.start();
    return address;
  }

  /** Ends the part; it is not started again. */
  void stop(Duration grace) {
    stopping.countDown();
    synchronized (this) {
      process.stop(grace);
      become("stopped");
    }
  }

  private void launch() {
    synchronized (this) {
      if (isStopping()) {
        return;
      }
      process.launch();
      since = Instant.now();
      started = ProcessHandle.of(process.pid()).map(ProcessAge::startOf).orElse("");
    }
    changed.run();
    try {
      process.awaitReady(READY_TIMEOUT);
    } catch (IllegalStateException e) {
      process.kill();
      throw e;
    }
    become("ready");
  }

  private void watch() {
    int failures = 0;
    while (!isStopping()) {
      if (!process.awaitExit(Duration.ofSeconds(1)) || isStopping()) {
        continue;
      }
      failures = backoff.failures(failures, Duration.between(since, Instant.now()));
      Duration delay = backoff.delay(failures);
      become("restarting");
      report(delay);
      if (awaitStop(delay)) {
        return;
      }
      restart();
    }
  }

  private void restart() {
    long start = System.nanoTime();
    restarts.incrementAndGet();
    try {
      launch();
      afterRestart.run();
      progress.say(
          process.name()
              + " ready again after "
              + Progress.secondsSince(start)
              + ", restarts: "
              + restarts.get());
    } catch (IllegalStateException e) {
      if (!isStopping()) {
        progress.say(process.name() + " did not come back: " + e.getMessage());
        // Half back is not back: the next round starts it afresh.
        process.kill();
      }
    }
  }

  private void report(Duration delay) {
    StringBuilder text = new StringBuilder();
    text.append(process.name()).append(" died");
    process.exitCode().ifPresent(code -> text.append(" with code ").append(code));
    text.append("; started again in ").append(delay.toMillis()).append(" ms. Log: ");
    text.append(process.logFile()).append(", its last lines:");
    var lines = process.lastLogLines();
    lines.stream()
        .skip(Math.max(0, lines.size() - REPORTED_LINES))
        .forEach(line -> text.append(System.lineSeparator()).append("    ").append(line));
    progress.say(text.toString());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private boolean awaitStop(Duration time) {
    try {
      return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void become(String next) {
    state = next;
    changed.run();
  }
}
