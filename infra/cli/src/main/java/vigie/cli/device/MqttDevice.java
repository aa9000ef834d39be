package vigie.cli.device;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One device's connection, MQTT 5 at QoS 1. It reconnects by itself, keeps its session, and sends
 * again what was not acknowledged. All devices share a few threads. Safe to use from many threads;
 * publishes of one thread arrive in their order.
 */
public final class MqttDevice implements AutoCloseable {
  private static final long SESSION_SECONDS = 3_600;
  private static final long FIRST_RETRY_MILLIS = 100;
  private static final long LAST_RETRY_MILLIS = 2_000;
  private static final int DOUBLINGS = 5;

  private final String device;
  private final Mqtt5AsyncClient client;
  private volatile @Nullable Throwable lastCause;

  private MqttDevice(URI broker, String device, String secret) {
    this.device = device;
    this.client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(device)
            .serverHost(broker.getHost())
            .serverPort(broker.getPort())
            .simpleAuth()
            .username(device)
            .password(secret.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .addDisconnectedListener(this::reconnect)
            .buildAsync();
  }

  /**
   * Signs in. A device that was bound a moment ago may be unknown to the broker yet, so a refusal
   * is tried again until the patience ends.
   *
   * @param broker such as {@code tcp://127.0.0.1:1883}
   * @param device its id, which is its user name too
   * @return completes with the connected device, or with an exception that says who refused and why
   */
  public static CompletableFuture<MqttDevice> connect(
      URI broker, String device, String secret, Duration patience) {
    MqttDevice made = new MqttDevice(broker, device, secret);
    return made.client
        .connectWith()
        .cleanStart(false)
        .sessionExpiryInterval(SESSION_SECONDS)
        .send()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (connected, failure) -> {
              if (failure == null) {
                return made;
              }
              made.close();
              Throwable cause = made.lastCause == null ? failure : made.lastCause;
              throw new CompletionException(
                  new IllegalStateException(
                      "device " + device + " could not connect to " + broker + ": " + cause,
                      cause));
            });
  }

  /** Publishes in the format {@code json}, as {@link #publish(String, byte[])} does. */
  public CompletableFuture<Void> publish(byte[] payload) {
    return publish("json", payload);
  }

  /**
   * Completes when the broker has acknowledged; then the device may forget the message.
   *
   * @param format the topic's last level
   */
  public CompletableFuture<Void> publish(String format, byte[] payload) {
    return client
        .publishWith()
        .topic("vigie/v1/" + device + "/" + format)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload)
        .send()
        .thenAccept(this::failIfRefused);
  }

  /** Its id. */
  public String device() {
    return device;
  }

  @Override
  public void close() {
    // Completes by itself; a device that goes away waits for nobody.
    var unused = client.disconnect();
  }

  private void failIfRefused(Mqtt5PublishResult result) {
    result
        .getError()
        .ifPresent(
            refusal -> {
              throw new CompletionException(
                  new IllegalStateException(
                      "a publish of device " + device + " was refused: " + refusal, refusal));
            });
  }

  private void reconnect(MqttClientDisconnectedContext context) {
    if (context.getSource() == MqttDisconnectSource.USER) {
      return;
    }
    lastCause = context.getCause();
    int attempts = Math.min(DOUBLINGS, context.getReconnector().getAttempts());
    long delay = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << attempts);
    context.getReconnector().reconnect(true).delay(delay, TimeUnit.MILLISECONDS);
    if (context.getReconnector() instanceof Mqtt5ClientReconnector reconnector) {
      reconnector.republishIfSessionExpired(true);
    }
  }
}
