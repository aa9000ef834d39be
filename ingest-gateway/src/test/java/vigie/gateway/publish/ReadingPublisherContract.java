package vigie.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vigie.gateway.GatewayFixture;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** What every publisher does. */
abstract class ReadingPublisherContract {
  abstract ReadingPublisher publisher();

  /** The readings kept since this test began, in their order. */
  abstract List<Reading> keptReadings(int atLeast);

  abstract List<RejectedReading> keptRejected(int atLeast);

  /** From now on nothing can be kept. */
  abstract void breakIt();

  @Test
  void whatIsToldKeptIsThere() {
    RecordingOutcome outcome = new RecordingOutcome();
    RejectedReading refused = rejected("malformed at the first byte");
    publisher().publish(List.of(reading(70), reading(71)), List.of(refused), outcome);
    assertThat(outcome.told().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join())
        .isEqualTo("kept");
    assertThat(keptReadings(2)).containsExactly(reading(70), reading(71));
    assertThat(keptRejected(1)).usingRecursiveFieldByFieldElementComparator().contains(refused);
    assertThat(outcome.times()).isOne();
  }

  @Test
  void readingsOfOnePatientKeepTheirOrder() {
    List<Reading> sent = IntStream.range(0, 200).mapToObj(i -> reading(40 + i)).toList();
    List<RecordingOutcome> outcomes = sent.stream().map(reading -> new RecordingOutcome()).toList();
    for (int i = 0; i < sent.size(); i++) {
      publisher().publish(List.of(sent.get(i)), List.of(), outcomes.get(i));
    }
    assertThat(keptReadings(200)).containsExactlyElementsOf(sent);
    await().until(() -> outcomes.stream().allMatch(outcome -> outcome.times() == 1));
  }

  @Test
  void nothingToKeepIsKeptAtOnce() {
    RecordingOutcome outcome = new RecordingOutcome();
    publisher().publish(List.of(), List.of(), outcome);
    assertThat(outcome.told()).isCompletedWithValue("kept");
  }

  @Test
  void whatCannotBeKeptIsToldOnce() {
    breakIt();
    RecordingOutcome outcome = new RecordingOutcome();
    publisher().publish(List.of(reading(70), reading(71)), List.of(), outcome);
    assertThat(outcome.told().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join())
        .isEqualTo("failed");
    assertThat(outcome.times()).isOne();
  }

  static Reading reading(double heartRate) {
    return new Reading(
        GatewayFixture.PATIENT,
        new DeviceId(GatewayFixture.DEVICE),
        MetricCatalogue.standard().metric("heart-rate"),
        heartRate,
        GatewayFixture.NOW,
        null,
        null,
        GatewayFixture.NOW,
        null,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ofSeconds(5));
  }

  static RejectedReading rejected(String detail) {
    return new RejectedReading(
        GatewayFixture.DEVICE,
        GatewayFixture.TOPIC,
        Instant.ofEpochMilli(GatewayFixture.NOW.toEpochMilli()),
        RejectionReason.MALFORMED,
        detail,
        "",
        GatewayFixture.PATIENT,
        new byte[] {1, 2, 3});
  }
}
