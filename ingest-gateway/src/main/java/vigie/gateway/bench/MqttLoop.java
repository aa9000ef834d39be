package vigie.gateway.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import vigie.gateway.GatewayConfig;
import vigie.gateway.InvalidSettingException;
import vigie.gateway.mqtt.MqttSettings;
import vigie.gateway.mqtt.MqttSubscriber;
import vigie.gateway.publish.PublishOutcome;

/**
 * A program that carries messages from MQTT to Kafka unread, and acknowledges each when Kafka has
 * it. Settings as for the gateway; its share of the topics is named after its replica, so that it
 * gets every message beside the gateway. Says {@code subscribed} when it is.
 *
 * <p>Arguments: {@value #PAHO} or {@value #CONNECTION}, and the Kafka topic.
 */
public final class MqttLoop {
  /** Paho alone, as its examples show it, with TCP_NODELAY. */
  public static final String PAHO = "paho";

  /** The gateway's own connection, with nothing behind it. */
  public static final String CONNECTION = "connection";

  private static final int FIRST_ERROR_CODE = 0x80;

  private MqttLoop() {}

  /** Runs until it is told to end. */
  public static void main(String[] arguments) throws MqttException, InterruptedException {
    if (arguments.length != 2 || !List.of(PAHO, CONNECTION).contains(arguments[0])) {
      throw new IllegalArgumentException(
          "arguments must be " + PAHO + " or " + CONNECTION + ", and a topic");
    }
    GatewayConfig config;
    try {
      config = GatewayConfig.of(System.getenv());
    } catch (InvalidSettingException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    KafkaRawSink sink = new KafkaRawSink(config, arguments[1]);
    if (arguments[0].equals(PAHO)) {
      paho(config, sink);
    } else {
      connection(config, sink);
    }
    System.out.println("subscribed");
    Thread.currentThread().join();
  }

  private static void paho(GatewayConfig config, KafkaRawSink sink) throws MqttException {
    MqttSettings settings = shared(config);
    MqttAsyncClient client =
        new MqttAsyncClient(settings.url(), config.clientId(0), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(
        new Callbacks(
            (topic, message) ->
                sink.send(topic, message.getPayload(), () -> acknowledge(client, message))));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setKeepAliveInterval(Math.toIntExact(settings.keepAlive().toSeconds()));
    options.setSocketFactory(new MqttNoDelay());
    options.setUserName(settings.username());
    options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    client.connect(options).waitForCompletion(settings.connectTimeout().toMillis());
    IMqttToken answer = client.subscribe(settings.filter(), 1);
    answer.waitForCompletion(settings.connectTimeout().toMillis());
    if (answer.getReasonCodes()[0] >= FIRST_ERROR_CODE) {
      throw new MqttException(answer.getReasonCodes()[0]);
    }
  }

  private static void acknowledge(MqttAsyncClient client, MqttMessage message) {
    try {
      client.messageArrivedComplete(message.getId(), message.getQos());
    } catch (MqttException e) {
      end("a message could not be acknowledged: " + e.getMessage());
    }
  }

  private static void connection(GatewayConfig config, KafkaRawSink sink)
      throws InterruptedException {
    MqttSubscriber subscriber =
        new MqttSubscriber(
            shared(config),
            config.clientId(0),
            Optional::empty,
            message -> {
              PublishOutcome outcome = message.outcome();
              sink.send(message.topic(), message.payload(), outcome::kept);
            },
            new MqttSubscriber.Listener(
                count -> {}, () -> System.err.println("a connection ended")));
    subscriber.start();
    while (subscriber.problem().isPresent()) {
      TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(20).toMillis());
    }
  }

  private static MqttSettings shared(GatewayConfig config) {
    MqttSettings gateway = config.mqtt();
    return new MqttSettings(
        gateway.url(),
        gateway.username(),
        gateway.password(),
        "$share/" + config.replica() + "/vigie/v1/+/+",
        gateway.receiveMaximum(),
        gateway.keepAlive(),
        gateway.sessionExpiry(),
        gateway.silence(),
        gateway.connectTimeout(),
        gateway.drainTimeout());
  }

  /** A figure of a loop that lost its connection would mean nothing. */
  private static void end(String why) {
    System.err.println(why);
    Runtime.getRuntime().halt(1);
  }

  /** Takes a message. */
  @FunctionalInterface
  private interface Taker {
    void take(String topic, MqttMessage message);
  }

  /** Called on Paho's threads. */
  private static final class Callbacks implements MqttCallback {
    private final Taker taker;

    Callbacks(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      taker.take(topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      end("disconnected: " + response.getReasonString());
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
}
