package vigie.gateway.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.gateway.publish.PublishOutcome;

/**
 * One connection to the broker, from CONNECT to its end; never used again after. So a message of an
 * earlier connection can never be acknowledged on a later one, whose packet ids mean other
 * messages.
 *
 * <p>Acknowledgements are written to the connection's socket by the serving thread, several in one
 * packet of the network, past Paho's sender, which flushes each alone. Paho keeps no state of
 * received QoS 1 messages that would miss them.
 *
 * <p>Paho's threads end by themselves once the socket is closed. None of its blocking ways to
 * disconnect is used: they wait for a callback that may never return.
 */
final class MqttConnection {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

  /** Paho logs through the JDK, with stack traces for what the subscriber says in one line. */
  private static final java.util.logging.Logger PAHO =
      java.util.logging.Logger.getLogger("org.eclipse.paho");

  static {
    PAHO.setLevel(Level.OFF);
  }

  /** Ends served connections in the ordinary way. */
  static final String STOPPED = "stopped";

  /** Nothing came for long. */
  static final String SILENT = "silent";

  private static final byte[] DISCONNECT = {(byte) 0xE0, 0};
  private static final int ACKNOWLEDGEMENTS_MAX = 256;
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int FIRST_ERROR_CODE = 0x80;

  private final MqttSettings settings;
  private final Consumer<InboundMessage> handler;
  private final IntConsumer acknowledged;
  private final MqttSocketFactory sockets = new MqttSocketFactory();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile String end = "";
  private final InFlightMessages inFlight =
      new InFlightMessages(() -> end("a message could not be kept"));
  private volatile boolean accepting = true;
  private volatile long lastMessageNanos = System.nanoTime();

  private MqttConnection(
      MqttSettings settings, Consumer<InboundMessage> handler, IntConsumer acknowledged) {
    this.settings = settings;
    this.handler = handler;
    this.acknowledged = acknowledged;
  }

  /**
   * Connects and subscribes, on the calling thread.
   *
   * @param clientId names the session that is gone on with
   * @param subscribed whether this session was subscribed before; where the broker still has it,
   *     subscribing again would make some brokers send everything unacknowledged twice
   * @param handler takes each message, on a thread of Paho's; must return soon
   * @param acknowledged told how many messages were just acknowledged
   * @throws MqttException when the broker cannot be reached or refuses
   */
  static MqttConnection open(
      MqttSettings settings,
      String clientId,
      boolean subscribed,
      Consumer<InboundMessage> handler,
      IntConsumer acknowledged)
      throws MqttException {
    MqttConnection connection = new MqttConnection(settings, handler, acknowledged);
    try {
      connection.connect(clientId, subscribed);
    } catch (MqttException | RuntimeException e) {
      connection.sockets.close();
      throw e;
    }
    return connection;
  }

  private void connect(String clientId, boolean subscribed) throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(settings.url(), clientId, new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Callbacks());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setKeepAliveInterval(Math.toIntExact(settings.keepAlive().toSeconds()));
    options.setConnectionTimeout(Math.toIntExact(settings.connectTimeout().toSeconds()));
    options.setSocketFactory(sockets);
    if (!settings.username().isEmpty()) {
      options.setUserName(settings.username());
      options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    }
    long timeout = settings.connectTimeout().toMillis();
    IMqttToken connected = client.connect(options);
    connected.waitForCompletion(timeout);
    if (!subscribed || !connected.getSessionPresent()) {
      subscribe(client, timeout);
    }
  }

  private void subscribe(MqttAsyncClient client, long timeout) throws MqttException {
    IMqttToken answer = client.subscribe(settings.filter(), 1);
    answer.waitForCompletion(timeout);
    for (int code : answer.getReasonCodes()) {
      if (code >= FIRST_ERROR_CODE) {
        throw new MqttException(code);
      }
    }
  }

  /**
   * Acknowledges what is kept until the connection ends.
   *
   * @param stopping once true: takes no more, waits for what is in flight, and ends
   * @return why it ended
   */
  String serve(BooleanSupplier stopping) {
    byte[] packets = new byte[4 * ACKNOWLEDGEMENTS_MAX];
    long drainUntil = 0;
    while (end.isEmpty()) {
      acknowledge(packets);
      if (stopping.getAsBoolean()) {
        if (accepting) {
          accepting = false;
          drainUntil = System.nanoTime() + settings.drainTimeout().toNanos();
        }
        if (inFlight.isEmpty() || System.nanoTime() - drainUntil > 0) {
          end(STOPPED);
        }
      } else if (inFlight.isEmpty()
          && System.nanoTime() - lastMessageNanos > settings.silence().toNanos()) {
        end(SILENT);
      }
      if (end.isEmpty()) {
        inFlight.await(TICK.toNanos());
      }
    }
    accepting = false;
    close();
    return end;
  }

  /** Lets the serving thread look at once whether it is to stop. */
  void wake() {
    inFlight.wake();
  }

  private void acknowledge(byte[] packets) {
    int length = inFlight.takeAcknowledgements(packets);
    while (length > 0 && end.isEmpty()) {
      try {
        sockets.send(packets, length);
      } catch (IOException e) {
        end("the broker went away: " + e.getMessage());
        return;
      }
      acknowledged.accept(InFlightMessages.acknowledgedBy(length));
      length = inFlight.takeAcknowledgements(packets);
    }
  }

  private void end(String why) {
    if (ended.compareAndSet(false, true)) {
      end = why;
      inFlight.wake();
    }
  }

  private void close() {
    if (end.equals(STOPPED) || end.equals(SILENT)) {
      try {
        sockets.send(DISCONNECT, DISCONNECT.length);
      } catch (IOException e) {
        // It went before us.
      }
    }
    sockets.close();
  }

  /** Called on Paho's threads: none of these may block, subscribe, or throw. */
  private final class Callbacks implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      lastMessageNanos = System.nanoTime();
      if (!accepting || !end.isEmpty()) {
        // Not acknowledged, so it comes again.
        return;
      }
      PublishOutcome outcome =
          message.getQos() == 0 ? new Unacknowledged() : inFlight.add(message.getId());
      try {
        handler.accept(
            new InboundMessage(topic, contentType(message), message.getPayload(), outcome));
      } catch (RuntimeException | Error e) {
        // Paho swallows what a callback throws and goes on as if nothing had happened.
        LOG.error("a message could not be handled; it comes again after reconnecting", e);
        outcome.failed(new IllegalStateException("handler threw", e));
      }
    }

    private static String contentType(MqttMessage message) {
      MqttProperties properties = message.getProperties();
      String type = properties == null ? null : properties.getContentType();
      return type == null ? "" : type;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException cause = response.getException();
      end("disconnected: " + (cause == null ? response.getReasonString() : cause.getMessage()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      end("protocol error: " + exception.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  /** A message that the device sent at QoS 0: nobody waits for its acknowledgement. */
  private final class Unacknowledged implements PublishOutcome {
    @Override
    public void kept() {}

    @Override
    public void failed(Exception cause) {
      end("a message could not be kept");
    }
  }
}
