package vigie.api.notify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import vigie.alert.PersonTopics;

/** A person's application at the broker, of the manner that a test wants. */
final class MqttApplication implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What it does with what it hears. */
  enum Manner {
    SAYS_IT_HAS_IT,
    MUTE,
    /** Says that it has something, which is not what it was sent. */
    SAYS_IT_HAS_SOMETHING_ELSE
  }

  private final MqttClient client;
  private final Manner manner;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Paho's own thread must not publish. */
  private final ExecutorService answers = Executors.newSingleThreadExecutor();

  private MqttApplication(String url, String clientId, Manner manner) throws MqttException {
    this.client = new MqttClient(url, clientId, new MemoryPersistence());
    this.manner = manner;
    client.setTimeToWait(PATIENCE.toMillis());
    client.setCallback(new Callbacks());
  }

  /** Signs in, no more. */
  static MqttApplication signIn(String url, String user, String token, String clientId)
      throws MqttException {
    return signIn(url, clientId, Manner.MUTE, options(user, token));
  }

  /** The same in some other way. */
  static MqttApplication signIn(
      String url, String clientId, Manner manner, MqttConnectionOptions options)
      throws MqttException {
    MqttApplication application = new MqttApplication(url, clientId, manner);
    try {
      application.client.connect(options);
      return application;
    } catch (MqttException e) {
      application.close();
      throw e;
    }
  }

  /** Signs in and listens at the person's topic. */
  static MqttApplication listen(String url, UUID person, String token, Manner manner)
      throws MqttException {
    MqttApplication application =
        signIn(url, "person-" + person + "-phone", manner, options(person.toString(), token));
    application.subscribe(PersonTopics.alerts(person));
    return application;
  }

  static MqttConnectionOptions options(String user, String token) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(token.getBytes(StandardCharsets.UTF_8));
    options.setConnectionTimeout(10);
    return options;
  }

  /** Asks to hear; gives the answer's reason code. */
  int subscribe(String filter) throws MqttException {
    return client.subscribe(filter, 1).getReasonCodes()[0];
  }

  /** Publishes; gives the answer's reason code. */
  int publish(String topic) throws MqttException {
    MqttToken token =
        client
            .getTopic(topic)
            .publish(new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), 1, false, null));
    token.waitForCompletion(PATIENCE.toMillis());
    return token.getReasonCodes()[0];
  }

  /** What it has heard, oldest first. */
  List<String> heard() {
    return heard;
  }

  /** Waits until the broker ends the session; false when it does not in this time. */
  boolean awaitEnd(Duration wait) throws InterruptedException {
    return ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws MqttException {
    answers.shutdownNow();
    // Paho's plain disconnect waits for ever when the broker closes at the same time.
    client.disconnectForcibly(0, 1_000, client.isConnected());
    client.close(true);
  }

  private void answer(MqttProperties asked) {
    MqttProperties properties = new MqttProperties();
    properties.setCorrelationData(
        manner == Manner.SAYS_IT_HAS_IT ? asked.getCorrelationData() : new byte[16]);
    MqttMessage receipt = new MqttMessage(new byte[0], 1, false, properties);
    try {
      client.publish(asked.getResponseTopic(), receipt);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called on Paho's thread. */
  private final class Callbacks implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(new String(message.getPayload(), StandardCharsets.UTF_8));
      if (manner != Manner.MUTE) {
        answers.execute(() -> answer(message.getProperties()));
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      ended.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
