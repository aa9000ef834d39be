package vigie.gateway.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one subscription up: opens a connection, serves it, and opens the next when it ends, with a
 * growing wait after failures. One thread of its own. The client id is the session's name and must
 * stay the same over restarts, so that what was not acknowledged comes again.
 */
public final class MqttSubscriber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttSubscriber.class);
  private static final Duration WAIT_LEAST = Duration.ofMillis(100);
  private static final Duration WAIT_LONGEST = Duration.ofSeconds(3);

  /** A connection that lived this long was a good one. */
  private static final Duration GOOD = Duration.ofSeconds(10);

  /** Told what happens to the connection and its messages. */
  public record Listener(IntConsumer acknowledged, Runnable connectionEnded) {}

  private final MqttSettings settings;
  private final String clientId;
  private final Supplier<Optional<String>> gate;
  private final Consumer<InboundMessage> handler;
  private final Listener listener;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private boolean subscribed;
  private volatile @Nullable MqttConnection connection;
  private volatile String problem = "not connected yet";

  /**
   * Connects to nothing before {@link #start}.
   *
   * @param settings how to subscribe
   * @param clientId the session's name
   * @param gate asked before connecting, may take a moment; connects only while it is empty
   * @param handler takes each message; must return soon; what it throws ends the connection without
   *     acknowledgement
   * @param listener told what happens
   */
  public MqttSubscriber(
      MqttSettings settings,
      String clientId,
      Supplier<Optional<String>> gate,
      Consumer<InboundMessage> handler,
      Listener listener) {
    this.settings = settings;
    this.clientId = clientId;
    this.gate = gate;
    this.handler = handler;
    this.listener = listener;
    this.thread = new Thread(this::run, clientId);
  }

  /** Begins to connect. */
  public void start() {
    thread.start();
  }

  /** Empty when subscribed; else why not. */
  public Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  /** Takes no more messages, waits for what is in flight, acknowledges it, and disconnects. */
  @Override
  public void close() {
    stopping.countDown();
    MqttConnection current = connection;
    if (current != null) {
      current.wake();
    }
    try {
      thread.join(settings.drainTimeout().plus(settings.connectTimeout()).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff(WAIT_LEAST, WAIT_LONGEST);
    while (!stopping()) {
      Optional<String> closed = gate.get();
      if (closed.isPresent()) {
        say(closed.get());
        pause(backoff.failed());
        continue;
      }
      long began = System.nanoTime();
      String why = connectAndServe();
      if (System.nanoTime() - began > GOOD.toNanos()) {
        backoff.succeeded();
      }
      if (why.equals(MqttConnection.SILENT)) {
        continue;
      }
      if (!stopping()) {
        say(why);
        pause(backoff.failed());
      }
    }
    problem = MqttConnection.STOPPED;
  }

  private String connectAndServe() {
    MqttConnection opened;
    try {
      opened =
          MqttConnection.open(settings, clientId, subscribed, handler, listener.acknowledged());
    } catch (MqttException e) {
      return "cannot subscribe at " + settings + ": " + reason(e);
    }
    if (!problem.isEmpty()) {
      LOG.info("subscribed at {}", settings);
    }
    problem = "";
    subscribed = true;
    connection = opened;
    String why = opened.serve(this::stopping);
    connection = null;
    listener.connectionEnded().run();
    return why;
  }

  private static String reason(MqttException e) {
    Throwable cause = e.getCause();
    return e.getMessage()
        + " ("
        + e.getReasonCode()
        + ")"
        + (cause == null ? "" : ", " + cause.getMessage());
  }

  private void say(String why) {
    if (!why.equals(problem)) {
      LOG.warn("no connection: {}", why);
    }
    problem = why;
  }

  private boolean stopping() {
    return stopping.getCount() == 0;
  }

  /** Waits, unless told to stop. */
  private void pause(Duration wait) {
    try {
      if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped while waiting to connect");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
