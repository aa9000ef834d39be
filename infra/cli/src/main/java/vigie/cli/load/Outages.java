package vigie.cli.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vigie.cli.stack.RunningParts;
import vigie.cli.stack.StackParts;
import vigie.local.Ports;
import vigie.local.ServerProcess;

/**
 * Breaks a running stack while it is under load: one outage after another, evenly spread, each kind
 * once before any comes again. Each is over, and the part back, before the next begins.
 */
final class Outages implements AutoCloseable {
  private static final Duration BACK_WITHIN = Duration.ofMinutes(6);
  private static final Duration GATEWAY_START = Duration.ofMinutes(3);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration SESSION_EXPIRY = Duration.ofSeconds(4);
  private static final long SHARING_SECONDS = 3;
  private static final long FROZEN_SECONDS = 20;
  private static final long PAUSE_MILLIS_MIN = 3_000;
  private static final long LOOK_AGAIN_MILLIS = 200;

  /** Something that goes wrong, from its beginning until it is over. */
  private interface Action {
    void strike() throws InterruptedException;
  }

  /**
   * What was broken.
   *
   * @param over the names of those that are over
   * @param failure why the others did not follow; empty when all are over
   */
  record Report(List<String> over, String failure) {}

  private record Outage(String name, Action action) {}

  private final RunningParts parts;
  private final Ports ports;
  private final int count;
  private final Duration over;
  private final Consumer<String> progress;
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final List<Outage> plan;
  private final Thread thread = new Thread(this::run, "outages");
  private volatile String failure = "";

  /**
   * Does nothing before {@link #start}.
   *
   * @param parts of the stack to break
   * @param ports of that stack
   * @param count how many outages
   * @param over the time over which they are spread
   * @param seed of their order
   */
  Outages(
      RunningParts parts,
      Ports ports,
      int count,
      Duration over,
      long seed,
      Consumer<String> progress) {
    this.parts = parts;
    this.ports = ports;
    this.count = count;
    this.over = over;
    this.progress = progress;
    this.plan = plan(new Random(seed));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits until the last one is over, or none can follow. */
  Report await() throws InterruptedException {
    thread.join();
    return new Report(List.copyOf(done), failure);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private List<Outage> plan(Random random) {
    List<Outage> planned = new ArrayList<>();
    while (planned.size() < count) {
      List<Outage> round = kinds();
      Collections.shuffle(round, random);
      planned.addAll(round);
    }
    return planned.subList(0, count);
  }

  private List<Outage> kinds() {
    List<Outage> kinds = new ArrayList<>();
    for (String part : StackParts.ALL) {
      kinds.add(new Outage(part + " killed", () -> kill(part)));
    }
    for (String part : List.of(StackParts.KAFKA, StackParts.DATABASE, StackParts.GATEWAY)) {
      kinds.add(new Outage(part + " frozen for " + FROZEN_SECONDS + " s", () -> freeze(part)));
    }
    cut(kinds, StackParts.GATEWAY, StackParts.MQTT, ports.mqtt());
    cut(kinds, StackParts.GATEWAY, StackParts.KAFKA, ports.kafka());
    cut(kinds, StackParts.MQTT, StackParts.KAFKA, ports.kafka());
    cut(kinds, StackParts.TASK_MANAGER, StackParts.KAFKA, ports.kafka());
    cut(kinds, StackParts.TASK_MANAGER, StackParts.DATABASE, ports.database());
    cut(kinds, StackParts.API, StackParts.KAFKA, ports.kafka());
    cut(kinds, StackParts.API, StackParts.DATABASE, ports.database());
    kinds.add(
        new Outage(
            "devices cut off from mqtt", () -> cut(ProcessHandle.current().pid(), ports.mqtt())));
    kinds.add(new Outage("a second gateway leaves and returns", () -> replica(true)));
    kinds.add(
        new Outage(
            "a second gateway is killed and returns when its session has expired",
            () -> replica(false)));
    return kinds;
  }

  private void cut(List<Outage> kinds, String part, String other, int port) {
    kinds.add(new Outage(part + " cut off from " + other, () -> cut(parts.pid(part), port)));
  }

  private void run() {
    long pauseMillis = over.toMillis() / (count + 1);
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < count; i++) {
        long due = pauseMillis * (i + 1) - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        TimeUnit.MILLISECONDS.sleep(Math.max(PAUSE_MILLIS_MIN, due));
        Outage outage = plan.get(i);
        progress.accept("outage %d of %d: %s".formatted(i + 1, count, outage.name()));
        outage.action().strike();
        done.add(outage.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = "after " + done.size() + " outages: " + e.getMessage();
    }
  }

  private void kill(String part) throws InterruptedException {
    long before = parts.pid(part);
    parts.kill(part);
    awaitBack(part, before);
  }

  private void awaitBack(String part, long before) throws InterruptedException {
    long until = System.nanoTime() + BACK_WITHIN.toNanos();
    while (parts.pid(part) == before || !parts.ready(part)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            part + " is not back after " + BACK_WITHIN.toMinutes() + " minutes");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private void freeze(String part) throws InterruptedException {
    parts.pause(part);
    try {
      TimeUnit.SECONDS.sleep(FROZEN_SECONDS);
    } finally {
      parts.resume(part);
    }
  }

  /** After an earlier outage it may take a while until there is a connection to cut. */
  private void cut(long pid, int port) throws InterruptedException {
    long until = System.nanoTime() + BACK_WITHIN.toNanos();
    while (TcpCut.between(pid, port) == 0) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("no connection of process " + pid + " to port " + port);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** What the second gateway has not acknowledged when its session expires goes to the first. */
  private void replica(boolean gracefully) throws InterruptedException {
    ServerProcess second = parts.gateway(1, SESSION_EXPIRY);
    second.start(GATEWAY_START);
    TimeUnit.SECONDS.sleep(SHARING_SECONDS);
    if (gracefully) {
      second.stop(GRACE);
    } else {
      second.kill();
      TimeUnit.SECONDS.sleep(2 * SESSION_EXPIRY.toSeconds());
    }
    second.start(GATEWAY_START);
    TimeUnit.SECONDS.sleep(SHARING_SECONDS);
    second.stop(GRACE);
  }
}
