package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.local.MqttDevices.Heard;

/** A device that sends hours at once, and what the others notice of it. */
class MqttDevicePaceIT {
  private static final int PER_SECOND = 100;
  private static final int AT_ONCE = 2 * PER_SECOND;

  /** So many wait eight seconds in all, several times as long as the keep-alive allows silence. */
  private static final int HOURS = AT_ONCE + 8 * PER_SECOND;

  private static final int KEEP_ALIVE_SECONDS = 1;
  private static final int LIVE = 20;
  private static final Duration SOON = Duration.ofSeconds(30);

  private static MqttDevices devices;

  @BeforeAll
  static void start(@TempDir Path folder) {
    devices =
        new MqttDevices(folder, Map.of(MqttServer.PACE_VARIABLE, Integer.toString(PER_SECOND)));
  }

  @AfterAll
  static void stop() {
    devices.close();
  }

  @Test
  void whoSendsHoursAtOnceIsSlowedDownAndLosesNothingWhileOthersAreHeardAtOnce() throws Exception {
    Set<Heard> heard = MqttDevices.nothingHeard();
    MqttClient gateway = devices.gateway(heard);
    MqttClient late = signedIn("late");
    MqttClient live = signedIn("live");

    long began = System.nanoTime();
    List<MqttToken> answers = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      answers.add(send(late, "late", i));
    }
    for (int i = 0; i < LIVE; i++) {
      assertThat(MqttDevices.publish(live, topic("live"), "live " + i)).isZero();
    }
    await().atMost(SOON).until(() -> heard.containsAll(all("live", LIVE)));

    assertThat(answers)
        .as("the others were heard in the middle of it")
        .anySatisfy(answer -> assertThat(answer.isComplete()).isFalse());
    for (MqttToken answer : answers) {
      answer.waitForCompletion(SOON.toMillis());
    }
    assertThat(System.nanoTime() - began)
        .as("slowed down to its pace")
        .isGreaterThan(Duration.ofMillis(7_900).toNanos());
    assertThat(late.isConnected()).as("never cut off").isTrue();
    await().atMost(SOON).until(() -> heard.containsAll(all("late", HOURS)));
    for (MqttClient client : List.of(late, live, gateway)) {
      MqttDevices.close(client);
    }
  }

  @Test
  void signingInAgainGivesNoMore() throws Exception {
    MqttClient client = signedIn("again");
    long began = System.nanoTime();
    sendAndWait(client, 0, AT_ONCE);
    MqttDevices.close(client);
    client = devices.connect("again", "secret");
    sendAndWait(client, AT_ONCE, 2 * AT_ONCE);

    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(1_900).toNanos());
    MqttDevices.close(client);
  }

  private static void sendAndWait(MqttClient client, int from, int to) throws MqttException {
    List<MqttToken> answers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      answers.add(send(client, "again", i));
    }
    for (MqttToken answer : answers) {
      answer.waitForCompletion(SOON.toMillis());
    }
  }

  private static MqttClient signedIn(String device) throws MqttException {
    devices.bind(device, "secret");
    MqttDevices.close(devices.connectOnceKnown(device, "secret"));
    return MqttDevices.connect(
        devices.mqtt.url(),
        device,
        options -> {
          options.setPassword("secret".getBytes(StandardCharsets.UTF_8));
          options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        });
  }

  /** Does not wait for the answer. */
  private static MqttToken send(MqttClient client, String device, int number) throws MqttException {
    byte[] payload = (device + " " + number).getBytes(StandardCharsets.UTF_8);
    return client.getTopic(topic(device)).publish(new MqttMessage(payload, 1, false, null));
  }

  private static List<Heard> all(String device, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new Heard(topic(device), device + " " + number))
        .toList();
  }

  private static String topic(String device) {
    return "vigie/v1/" + device + "/json";
  }
}
