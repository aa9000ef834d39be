package vigie.api.notify;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alert.Delivery;

/**
 * A message to the person's own topic; acceptance is the receipt that their application sends, for
 * a broker acknowledges whether or not anybody listens. Where nobody does, or the application is
 * mute, the next way is tried at once. One connection for everybody, opened when it is needed.
 */
final class MqttChannel implements DeliveryChannel {
  private static final Logger LOG = LoggerFactory.getLogger(MqttChannel.class);

  /** How long the broker, and then the application, may take; as a webhook may. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int FIRST_ERROR_CODE = 0x80;

  private final MqttSettings settings;
  private @Nullable MqttLink link;
  private @Nullable NotDelivered failure;
  private long failedNanos;

  MqttChannel(MqttSettings settings) {
    this.settings = settings;
  }

  @Override
  public Delivery.Channel kind() {
    return Delivery.Channel.MQTT;
  }

  @Override
  public boolean reaches(Recipient recipient) {
    return settings.url() != null && recipient.mqtt();
  }

  @Override
  public String send(Recipient recipient, Message message) throws NotDelivered {
    MqttLink current = link(System.nanoTime());
    // Not the notification's id: whoever proves to have this attempt must have read it.
    UUID id = UUID.randomUUID();
    CompletableFuture<Void> receipt = current.await(id, recipient.id());
    try {
      int code = current.publish(id, recipient.id(), message.json(), TIMEOUT);
      if (code == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS) {
        throw new NotDelivered("nobody listens at the person's topic", true);
      }
      if (code >= FIRST_ERROR_CODE) {
        throw new NotDelivered("the MQTT broker refused it: " + code, false);
      }
      receipt.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return "the person's application has it";
    } catch (TimeoutException e) {
      throw new NotDelivered("the person's application did not answer in time", true);
    } catch (ExecutionException e) {
      throw new NotDelivered("the MQTT broker went away", false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotDelivered("the program stops", false);
    } catch (MqttException e) {
      // Whether it is deaf or gone, the next attempt begins with a new connection.
      current.close();
      throw new NotDelivered("the MQTT broker did not answer", false);
    } finally {
      current.forget(id);
    }
  }

  /**
   * The connection, opened anew where there is none. Whoever waited while another's attempt to open
   * it failed has failed with it: a broker that is away costs everybody one wait and not one each.
   *
   * @param askedNanos when it was asked for
   */
  private synchronized MqttLink link(long askedNanos) throws NotDelivered {
    MqttLink current = link;
    if (current != null && current.alive()) {
      return current;
    }
    if (failure != null && failedNanos - askedNanos > 0) {
      throw new NotDelivered(failure.why(), false);
    }
    if (current != null) {
      current.close();
      link = null;
    }
    try {
      MqttLink opened = MqttLink.open(settings, TIMEOUT);
      LOG.info("connected to the people's broker");
      link = opened;
      failure = null;
      return opened;
    } catch (MqttException e) {
      LOG.warn("the people's broker: {} ({})", e.getMessage(), e.getReasonCode());
      NotDelivered failed = new NotDelivered(why(e), false);
      failure = failed;
      failedNanos = System.nanoTime();
      throw failed;
    }
  }

  private static String why(MqttException e) {
    return switch (e.getReasonCode()) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
          "the MQTT broker refused our sign-in";
      default -> "the MQTT broker could not be reached";
    };
  }

  synchronized void close() {
    if (link != null) {
      link.close();
      link = null;
    }
  }
}
