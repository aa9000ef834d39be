package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vigie.cli.client.HttpSession;
import vigie.cli.device.BoundDevice;
import vigie.cli.enrol.EnrolledPatient;
import vigie.reading.Category;

/** Debian's own MQTT client, a program that nobody here wrote, publishes as a device. */
@ExtendWith(SharedStack.class)
class MosquittoIT {
  @Test
  @Tag("C-20")
  @Tag("C-54")
  void aForeignClientIsHeardUnderItsOwnNameAndRefusedUnderAnother(StackUnderTest system)
      throws Exception {
    EnrolledPatient own = enrol(system, "foreign");
    EnrolledPatient other = enrol(system, "foreign-other");
    URI broker = system.mqtt();
    String secret = Objects.requireNonNull(own.secrets().get("foreign-strap"));

    Instant now = Instant.now();
    // The broker hears of a new device from Kafka, a moment after the patient bound it.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Result accepted = publish(broker, "foreign-strap", secret, "foreign-strap", now, 72);
              assertThat(accepted.exit()).as(accepted.output()).isZero();
            });
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(latest(system, own)).isEqualTo(72.0));

    Result refused = publish(broker, "foreign-strap", secret, "foreign-other-strap", now, 73);
    assertThat(refused.output()).containsIgnoringCase("not authorized");
    Result unknown = publish(broker, "foreign-strap", "guessed", "foreign-strap", now, 74);
    assertThat(unknown.exit()).as(unknown.output()).isNotZero();

    // What comes after the refused ones in the same order shows that they are not on their way.
    publish(broker, "foreign-strap", secret, "foreign-strap", now.plusSeconds(1), 75);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(latest(system, own)).isEqualTo(75.0));
    HttpSession session = system.enrolment().session(other.person());
    assertThat(system.get(session, "/patients/" + other.person().id() + "/latest")).isEmpty();
  }

  private static EnrolledPatient enrol(StackUnderTest system, String name) {
    return system.patient(
        name,
        Set.of(Category.HEART_RATE),
        List.of(new BoundDevice("strap", "chest strap", Duration.ofSeconds(1))));
  }

  private static double latest(StackUnderTest system, EnrolledPatient patient) {
    HttpSession session = system.enrolment().session(patient.person());
    return system
        .get(session, "/patients/" + patient.person().id() + "/latest")
        .path(0)
        .path("value")
        .asDouble();
  }

  private static Result publish(
      URI broker, String user, String secret, String topicDevice, Instant at, int heartRate)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "mosquitto_pub",
                "-h",
                broker.getHost(),
                "-p",
                Integer.toString(broker.getPort()),
                "-V",
                "mqttv5",
                "-q",
                "1",
                "-i",
                user,
                "-u",
                user,
                "-P",
                secret,
                "-t",
                "vigie/v1/" + topicDevice + "/json",
                "-m",
                "{\"ts\":" + at.toEpochMilli() + ",\"values\":{\"hr\":" + heartRate + "}}")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }

  private record Result(int exit, String output) {}
}
