package vigie.api.device;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A device's live session at the broker. */
final class MqttSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MqttClient client;
  private final CountDownLatch ended = new CountDownLatch(1);

  private MqttSession(String url, String device, String clientId, String secret)
      throws MqttException {
    client = new MqttClient(url, clientId, new MemoryPersistence());
    client.setTimeToWait(PATIENCE.toMillis());
    client.setCallback(new Ending());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(device);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setConnectionTimeout(5);
    try {
      client.connect(options);
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
  }

  /** Signs in at once. */
  static MqttSession open(String url, String device, String clientId, String secret)
      throws MqttException {
    return new MqttSession(url, device, clientId, secret);
  }

  /** Signs in as soon as the broker has heard of the secret. */
  static MqttSession openOnceKnown(String url, String device, String clientId, String secret) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(MqttException.class)
        .until(() -> open(url, device, clientId, secret), session -> true);
  }

  boolean connected() {
    return client.isConnected();
  }

  /** Waits until the broker ends the session; false when it does not in this time. */
  boolean awaitEnd(Duration wait) throws InterruptedException {
    return ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws MqttException {
    // Paho's plain disconnect waits for ever when the broker closes at the same time.
    client.disconnectForcibly(0, 1_000, client.isConnected());
    client.close(true);
  }

  /** Called on Paho's thread. */
  private final class Ending implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      ended.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
