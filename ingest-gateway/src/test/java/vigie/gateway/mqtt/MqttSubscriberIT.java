package vigie.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.gateway.LiveStack;
import vigie.gateway.publish.PublishOutcome;
import vigie.local.junit.KafkaExtension;
import vigie.local.junit.MqttExtension;
import vigie.reading.DeviceId;

/** The known traps of the client, each against a real broker. */
class MqttSubscriberIT {
  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final MqttExtension mqtt = new MqttExtension();

  private static LiveStack stack;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger connectionsEnded = new AtomicInteger();
  private final List<PublishOutcome> arrived = new CopyOnWriteArrayList<>();
  private DeviceId device;
  private MqttClient client;

  @BeforeAll
  static void makeTopics() {
    stack = new LiveStack(kafka, mqtt);
  }

  @BeforeEach
  void connectDevice() {
    device = stack.device();
    client = stack.connected(device);
  }

  @Test
  void aHandlerThatThrowsDoesNotAcknowledge() {
    Consumer<InboundMessage> throwsOnce =
        message -> {
          arrived.add(message.outcome());
          if (arrived.size() == 1) {
            throw new IllegalStateException("thrown on purpose");
          }
          message.outcome().kept();
        };
    try (MqttSubscriber subscriber = subscribed(throwsOnce)) {
      LiveStack.publish(client, device, "once");
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() == 1);
      assertThat(arrived).hasSize(2);
      assertThat(connectionsEnded).hasValue(1);
      assertThat(subscriber.problem()).isEmpty();
    }
    assertNothingIsLeft();
  }

  @Test
  void aMessageOfAnEarlierConnectionIsNeverAcknowledgedOnALaterOne() {
    try (MqttSubscriber subscriber = subscribed(message -> arrived.add(message.outcome()))) {
      LiveStack.publish(client, device, "held");
      await().atMost(LiveStack.PATIENCE).until(() -> arrived.size() == 1);
      LiveStack.publish(client, device, "fails");
      await().atMost(LiveStack.PATIENCE).until(() -> arrived.size() == 2);
      arrived.get(1).failed(new IllegalStateException("on purpose"));
      await().atMost(LiveStack.PATIENCE).until(() -> arrived.size() == 4);
      // Both come again. The earlier connection's outcomes arrive late and must change nothing.
      arrived.get(0).kept();
      arrived.get(1).kept();
      LiveStack.publish(client, device, "third");
      await().atMost(LiveStack.PATIENCE).until(() -> arrived.size() == 5);
      assertThat(acknowledged).hasValue(0);
      assertThat(subscriber.problem()).isEmpty();
    }
    Set<String> heard = ConcurrentHashMap.newKeySet();
    List<PublishOutcome> again = new CopyOnWriteArrayList<>();
    try (MqttSubscriber next =
        subscribed(
            message -> {
              again.add(message.outcome());
              heard.add(new String(message.payload(), StandardCharsets.UTF_8));
              message.outcome().kept();
            })) {
      // More than three where the broker gives them out on CONNECT and again on SUBSCRIBE.
      await().atMost(LiveStack.PATIENCE).until(() -> heard.size() == 3);
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() == again.size());
      assertThat(next.problem()).isEmpty();
    }
    assertNothingIsLeft();
  }

  @Test
  void afterTheBrokerWasKilledItSubscribesAgainWithoutADeadlock() {
    try (MqttSubscriber subscriber = subscribed(message -> message.outcome().kept())) {
      LiveStack.publish(client, device, "before");
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() == 1);
      mqtt.server().process().kill();
      await().atMost(LiveStack.PATIENCE).until(() -> subscriber.problem().isPresent());
      mqtt.server().process().start(Duration.ofMinutes(2));
      await().atMost(LiveStack.PATIENCE).until(() -> subscriber.problem().isEmpty());
      MqttClient again = stack.connected(device);
      LiveStack.publish(again, device, "after");
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() >= 2);
    }
  }

  @Test
  void aBrokerThatStandsStillIsNoticedByItsMissingPings() {
    try (MqttSubscriber subscriber = subscribed(message -> message.outcome().kept())) {
      mqtt.server().process().pause();
      try {
        await().atMost(LiveStack.PATIENCE).until(() -> subscriber.problem().isPresent());
      } finally {
        mqtt.server().process().resume();
      }
      await().atMost(LiveStack.PATIENCE).until(() -> subscriber.problem().isEmpty());
    }
  }

  @Test
  void aStalledCallbackNeitherAcknowledgesNorHoldsUpTheNextConnection() {
    CountDownLatch stall = new CountDownLatch(1);
    Consumer<InboundMessage> stallsOnce =
        message -> {
          arrived.add(message.outcome());
          if (arrived.size() == 1) {
            awaitQuietly(stall);
          }
          message.outcome().kept();
        };
    try (MqttSubscriber subscriber = subscribed(stallsOnce)) {
      // More than Paho's queue holds, so that its receiver stands still too and hears no pings.
      for (int i = 0; i < 50; i++) {
        LiveStack.publish(client, device, "message " + i);
      }
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() == 50);
      assertThat(connectionsEnded.get()).isGreaterThanOrEqualTo(1);
      assertThat(subscriber.problem()).isEmpty();
    } finally {
      stall.countDown();
    }
    assertNothingIsLeft();
  }

  @Test
  void afterASilenceTheConnectionIsMadeAnew() {
    MqttSettings s = stack.subscription(device);
    MqttSettings impatient =
        new MqttSettings(
            s.url(),
            s.username(),
            s.password(),
            s.filter(),
            s.receiveMaximum(),
            s.keepAlive(),
            s.sessionExpiry(),
            Duration.ofMillis(600),
            s.connectTimeout(),
            s.drainTimeout());
    try (MqttSubscriber subscriber =
        subscriber(impatient, Optional::empty, message -> message.outcome().kept())) {
      subscriber.start();
      await().atMost(LiveStack.PATIENCE).until(() -> connectionsEnded.get() >= 2);
      LiveStack.publish(client, device, "still heard");
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() == 1);
      assertThat(subscriber.problem()).isEmpty();
    }
  }

  @Test
  void aClosedGateKeepsItFromConnectingAndSaysWhy() {
    try (MqttSubscriber subscriber =
        subscriber(stack.subscription(device), () -> Optional.of("not yet"), message -> {})) {
      subscriber.start();
      await()
          .atMost(LiveStack.PATIENCE)
          .until(() -> subscriber.problem().equals(Optional.of("not yet")));
      assertThat(connectionsEnded).hasValue(0);
    }
  }

  @Test
  void aWrongPasswordIsSaid() {
    MqttSettings s = stack.subscription(device);
    MqttSettings wrong =
        new MqttSettings(
            s.url(),
            s.username(),
            "guess",
            s.filter(),
            s.receiveMaximum(),
            s.keepAlive(),
            s.sessionExpiry(),
            s.silence(),
            s.connectTimeout(),
            s.drainTimeout());
    try (MqttSubscriber subscriber = subscriber(wrong, Optional::empty, message -> {})) {
      subscriber.start();
      await()
          .atMost(LiveStack.PATIENCE)
          .until(() -> subscriber.problem().orElse("").contains("cannot subscribe"));
      assertThat(subscriber.problem().orElse("")).doesNotContain("guess");
    }
  }

  private void assertNothingIsLeft() {
    List<PublishOutcome> left = new CopyOnWriteArrayList<>();
    int before = acknowledged.get();
    try (MqttSubscriber subscriber =
        subscribed(
            message -> {
              left.add(message.outcome());
              message.outcome().kept();
            })) {
      LiveStack.publish(client, device, "last");
      await().atMost(LiveStack.PATIENCE).until(() -> acknowledged.get() > before);
      assertThat(left).hasSize(1);
      assertThat(subscriber.problem()).isEmpty();
    }
  }

  private MqttSubscriber subscribed(Consumer<InboundMessage> handler) {
    MqttSubscriber subscriber = subscriber(stack.subscription(device), Optional::empty, handler);
    subscriber.start();
    await().atMost(LiveStack.PATIENCE).until(() -> subscriber.problem().isEmpty());
    return subscriber;
  }

  private MqttSubscriber subscriber(
      MqttSettings settings, Supplier<Optional<String>> gate, Consumer<InboundMessage> handler) {
    return new MqttSubscriber(
        settings,
        "vigie-gateway-" + device,
        gate,
        handler,
        new MqttSubscriber.Listener(acknowledged::addAndGet, connectionsEnded::incrementAndGet));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        // Paho interrupts what it wants to end; this one does not listen.
      }
    }
  }
}
