package vigie.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.gateway.GatewayFixture;
import vigie.gateway.LiveStack;
import vigie.key.KafkaPatientKeys;
import vigie.key.MasterKey;
import vigie.local.junit.KafkaExtension;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

class KafkaReadingPublisherIT extends ReadingPublisherContract {
  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  private static KafkaPatientKeys keys;

  private KafkaReadingPublisher publisher;
  private int before;

  @BeforeAll
  static void makeTopics() {
    LiveStack.makeTopics(kafka);
    LiveStack.makeKey(kafka, GatewayFixture.PATIENT);
    keys =
        new KafkaPatientKeys(
                kafka.bootstrapServers(),
                "test-publisher-keys",
                MasterKey.read(kafka.patientKeysFile()))
            .start();
  }

  @AfterAll
  static void closeKeys() {
    keys.close();
  }

  @BeforeEach
  void connect() {
    publisher =
        new KafkaReadingPublisher(
            keys, kafka.bootstrapServers(), "test", Duration.ofSeconds(1), Duration.ZERO, 1 << 20);
    await().atMost(LiveStack.PATIENCE).until(() -> publisher.recover().isEmpty());
    before = all().size();
  }

  @AfterEach
  void disconnect() {
    kafka.server().process().resume();
    publisher.close();
  }

  @Override
  ReadingPublisher publisher() {
    return publisher;
  }

  @Override
  List<Reading> keptReadings(int atLeast) {
    List<Reading> kept =
        await()
            .atMost(LiveStack.PATIENCE)
            .until(KafkaReadingPublisherIT::all, found -> found.size() >= before + atLeast);
    return kept.subList(before, kept.size());
  }

  /** All of the contract's one patient, so all in one partition and in order. */
  private static List<Reading> all() {
    return LiveStack.records(kafka, Topics.READING, Codecs.READING).stream()
        .filter(reading -> reading.patient().equals(GatewayFixture.PATIENT))
        .toList();
  }

  @Override
  List<RejectedReading> keptRejected(int atLeast) {
    return LiveStack.records(kafka, Topics.REJECTED, Codecs.REJECTED);
  }

  @Override
  void breakIt() {
    kafka.server().process().pause();
  }

  @Test
  void afterAFailureItSaysWhyAndRecoversWhenKafkaDoes() {
    breakIt();
    RecordingOutcome outcome = new RecordingOutcome();
    publisher.publish(List.of(reading(70)), List.of(), outcome);
    assertThat(outcome.told().orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("failed");
    assertThat(publisher.problem()).isPresent();
    assertThat(publisher.recover()).isPresent();
    RecordingOutcome meanwhile = new RecordingOutcome();
    publisher.publish(List.of(reading(70)), List.of(), meanwhile);
    assertThat(meanwhile.told()).isCompletedWithValue("failed");
    kafka.server().process().resume();
    await().atMost(LiveStack.PATIENCE).until(() -> publisher.recover().isEmpty());
    assertThat(publisher.problem()).isEqualTo(Optional.empty());
    RecordingOutcome after = new RecordingOutcome();
    publisher.publish(List.of(reading(71)), List.of(), after);
    assertThat(after.told().orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("kept");
  }
}
