package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import vigie.device.DeviceBinding;
import vigie.local.MqttDevices.Heard;

/**
 * Many devices at once. The system property {@code vigie.pairs.devices} says how many try each
 * other's names, {@code vigie.rotation.devices} of how many the secrets are rotated.
 */
class MqttManyDevicesIT {
  private static final int DEVICES = Integer.getInteger("vigie.pairs.devices", 12);
  private static final int ROTATED = Integer.getInteger("vigie.rotation.devices", 50);
  private static final int THREADS = 8;
  private static final int MESSAGES_A_STEP = 10;
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static MqttDevices devices;

  @BeforeAll
  static void start(@TempDir Path folder) {
    devices = new MqttDevices(folder);
  }

  @AfterAll
  static void stop() {
    devices.close();
  }

  @Test
  @Tag("C-20")
  void ofManyDevicesNonePublishesOrReadsUnderAnothersName() throws Exception {
    List<String> names = IntStream.range(0, DEVICES).mapToObj(i -> "pair-" + i).toList();
    names.forEach(name -> devices.bind(name, "secret of " + name));
    Set<Heard> heard = MqttDevices.nothingHeard();
    MqttClient gateway = devices.gateway(heard);

    List<Integer> refusals = new ArrayList<>();
    all(names.stream().map(name -> (Callable<List<Integer>>) () -> tryAll(name, names)).toList())
        .forEach(refusals::addAll);
    assertThat(refusals)
        .hasSize(2 * DEVICES * (DEVICES - 1))
        .containsOnly(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);

    Set<Heard> own = ConcurrentHashMap.newKeySet();
    names.forEach(name -> own.add(new Heard("vigie/v1/" + name + "/json", name)));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsAll(own));
    assertThat(heard).as("nothing under another's name").isEqualTo(own);
    MqttDevices.close(gateway);
  }

  /** The answers to one device's attempts on all others: publish as them, hear what is theirs. */
  private static List<Integer> tryAll(String name, List<String> names) throws MqttException {
    List<Integer> answers = new ArrayList<>();
    MqttClient client = devices.connectOnceKnown(name, "secret of " + name);
    for (String other : names) {
      if (other.equals(name)) {
        continue;
      }
      answers.add(MqttDevices.publish(client, "vigie/v1/" + other + "/json", name));
      answers.add(client.subscribe("vigie/v1/" + other + "/down/#", 1).getReasonCodes()[0]);
      // A refused subscription ends the session.
      MqttDevices.close(client);
      client = devices.connect(name, "secret of " + name);
    }
    // After all attempts in the same order: what was refused is not on its way.
    assertThat(MqttDevices.publish(client, "vigie/v1/" + name + "/json", name)).isZero();
    MqttDevices.close(client);
    return answers;
  }

  @Test
  void rotatingTheSecretsOfManyDevicesUnderLoadLosesNothing(TestReporter reporter)
      throws Exception {
    Set<Heard> heard = MqttDevices.nothingHeard();
    MqttClient gateway = devices.gateway(heard);
    Instant began = Instant.now();

    Set<Heard> acknowledged = ConcurrentHashMap.newKeySet();
    all(
        IntStream.range(0, ROTATED)
            .mapToObj(
                i -> (Callable<List<Heard>>) () -> new Rotation("rotated-" + i).run(acknowledged))
            .toList());

    assertThat(acknowledged).hasSize(ROTATED * 4 * MESSAGES_A_STEP);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).hasSameSizeAs(acknowledged));
    assertThat(heard).isEqualTo(acknowledged);
    reporter.publishEntry(
        "rotated devices, messages, seconds",
        "%d, %d, %d"
            .formatted(
                ROTATED, acknowledged.size(), Duration.between(began, Instant.now()).toSeconds()));
    MqttDevices.close(gateway);
  }

  /** One device that publishes while its secret is rotated. */
  private static final class Rotation {
    private final String name;
    private final List<Heard> sent = new ArrayList<>();

    Rotation(String name) {
      this.name = name;
    }

    List<Heard> run(Set<Heard> acknowledged) throws MqttException {
      DeviceBinding first = devices.bind(name, "old");
      MqttClient client = devices.connectOnceKnown(name, "old");
      publish(client, "old");
      DeviceBinding rotated = first.rotated(devices.credential("new"), Instant.now().plus(GRACE));
      devices.tell(rotated);
      // Both hold: the session goes on, and the device moves to its new secret when it likes.
      publish(client, "old");
      MqttDevices.close(client);
      client = devices.connectOnceKnown(name, "new");
      publish(client, "new");
      devices.tell(rotated.withoutPrevious());
      client = publish(client, "new");
      MqttDevices.close(client);
      acknowledged.addAll(sent);
      return sent;
    }

    /** Publishes until each message is acknowledged, signing in again whenever it must. */
    private MqttClient publish(MqttClient given, String secret) throws MqttException {
      MqttClient client = given;
      for (int i = 0; i < MESSAGES_A_STEP; i++) {
        Heard message = new Heard("vigie/v1/" + name + "/json", name + " " + sent.size());
        while (!taken(client, message)) {
          MqttDevices.close(client);
          client = devices.connectOnceKnown(name, secret);
        }
        sent.add(message);
      }
      return client;
    }

    private static boolean taken(MqttClient client, Heard message) {
      try {
        return MqttDevices.publish(client, message.topic(), message.payload()) == 0;
      } catch (MqttException e) {
        return false;
      }
    }
  }

  /** Does all of these, some at a time. */
  private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
