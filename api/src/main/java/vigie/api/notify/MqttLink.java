package vigie.api.notify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
import vigie.alert.PersonTopics;

/**
 * One connection to the people's broker, from CONNECT to its end; never used again after. What is
 * published asks for a receipt (MQTT 5 response topic and correlation data), and receipts complete
 * what waits for them. Safe for many threads.
 */
final class MqttLink {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);

  /** Paho logs through the JDK, with stack traces for what is said in one line by us. */
  private static final java.util.logging.Logger PAHO =
      java.util.logging.Logger.getLogger("org.eclipse.paho");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private static final int FIRST_ERROR_CODE = 0x80;
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int ID_BYTES = 16;
  private static final long CLOSE_MILLIS = 500;

  private final MqttAsyncClient client;
  private final long timeoutMillis;
  private final Map<UUID, Awaited> awaited = new ConcurrentHashMap<>();
  private volatile boolean ended;

  /** A receipt that is waited for, and of whom. */
  private record Awaited(UUID person, CompletableFuture<Void> receipt) {}

  private MqttLink(MqttAsyncClient client, Duration timeout) {
    this.client = client;
    this.timeoutMillis = timeout.toMillis();
  }

  /**
   * Connects and listens for receipts; waits for the broker.
   *
   * @param settings with a URL
   * @param timeout the longest wait for each answer
   * @throws MqttException when the broker cannot be reached or refuses
   */
  static MqttLink open(MqttSettings settings, Duration timeout) throws MqttException {
    String url = String.valueOf(settings.url());
    MqttLink link =
        new MqttLink(
            new MqttAsyncClient(
                url, settings.username() + "-" + UUID.randomUUID(), new MemoryPersistence()),
            timeout);
    try {
      link.connect(settings, url);
      return link;
    } catch (MqttException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private void connect(MqttSettings settings, String url) throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(Math.toIntExact(Math.max(1, timeoutMillis / 1_000)));
    options.setUserName(settings.username());
    options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    if (url.startsWith("ssl:")) {
      options.setSocketFactory(WebhookTrust.of(MqttSettings.CA, settings.authorities()));
    }
    client.setCallback(new Callbacks());
    client.connect(options).waitForCompletion(timeoutMillis);
    // At QoS 0: what is lost is lost with the connection, and with it whoever waits.
    IMqttToken answer = client.subscribe(PersonTopics.EVERY_RECEIPT, 0);
    answer.waitForCompletion(timeoutMillis);
    for (int code : answer.getReasonCodes()) {
      if (code >= FIRST_ERROR_CODE) {
        throw new MqttException(code);
      }
    }
  }

  /** Whether it can still be used. */
  boolean alive() {
    return !ended && client.isConnected();
  }

  /**
   * Begins to wait for this person's receipt of what is sent under this id.
   *
   * @return done when it is there; fails when the connection ends before
   */
  CompletableFuture<Void> await(UUID id, UUID person) {
    CompletableFuture<Void> receipt = new CompletableFuture<>();
    awaited.put(id, new Awaited(person, receipt));
    if (ended) {
      receipt.completeExceptionally(new IllegalStateException("the connection has ended"));
    }
    return receipt;
  }

  /** Waits no more. */
  void forget(UUID id) {
    awaited.remove(id);
  }

  /**
   * Tells this person; waits until the broker has answered.
   *
   * @param id tells the receipt's sender what it is of; known to them alone
   * @param json the payload
   * @param expiry after which the broker keeps it for nobody
   * @return the broker's reason code
   * @throws MqttException when it does not answer
   */
  int publish(UUID id, UUID person, String json, Duration expiry) throws MqttException {
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    properties.setResponseTopic(PersonTopics.receipts(person));
    properties.setCorrelationData(
        ByteBuffer.allocate(ID_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
    properties.setMessageExpiryInterval(expiry.toSeconds());
    MqttMessage message =
        new MqttMessage(json.getBytes(StandardCharsets.UTF_8), 1, false, properties);
    IMqttToken answer = client.publish(PersonTopics.alerts(person), message);
    answer.waitForCompletion(timeoutMillis);
    int[] codes = answer.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  /** Ends it; whoever waits, waits no more. */
  void close() {
    end();
    try {
      // Paho's plain disconnect waits for ever when the broker closes at the same time.
      client.disconnectForcibly(0, CLOSE_MILLIS, client.isConnected());
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("the connection to the people's broker did not close in order", e);
    }
  }

  private void end() {
    ended = true;
    awaited
        .values()
        .forEach(
            each ->
                each.receipt()
                    .completeExceptionally(new IllegalStateException("the connection has ended")));
  }

  /** Called on Paho's threads: none of these may block, publish, or throw. */
  private final class Callbacks implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      UUID person = PersonTopics.personOfReceipts(topic);
      byte[] id =
          message.getProperties() == null ? null : message.getProperties().getCorrelationData();
      if (person == null || id == null || id.length != ID_BYTES) {
        return;
      }
      ByteBuffer bytes = ByteBuffer.wrap(id);
      Awaited of = awaited.get(new UUID(bytes.getLong(), bytes.getLong()));
      if (of != null && of.person().equals(person)) {
        of.receipt().complete(null);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      end();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      LOG.warn("protocol error at the people's broker: {}", exception.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
