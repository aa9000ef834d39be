package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.reading.Reading;

class TimelineSinkTest {
  /** A sink is copied by serialization: the copy finds its test's store by name. */
  private static final Map<String, InMemoryReadingStore> STORES = new ConcurrentHashMap<>();

  private final InMemoryReadingStore store = new InMemoryReadingStore();
  private OneInputStreamOperatorTestHarness<Reading, CommittableMessage<Reading>> harness;

  @BeforeEach
  void open() throws Exception {
    String name = UUID.randomUUID().toString();
    STORES.put(name, store);
    BatchLimits limits =
        new BatchLimits(4, Duration.ofMillis(250), Duration.ofMillis(1), Duration.ofMillis(1));
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new SinkWriterOperatorFactory<>(
                new TimelineSink<Reading>(() -> STORES.get(name), limits, r -> "" + r.id())));
    harness.open();
    harness.setProcessingTime(1000);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aBatchIsWrittenAQuarterSecondAfterItsFirstReading() throws Exception {
    take(0);
    harness.setProcessingTime(1200);
    take(1);
    harness.setProcessingTime(1249);
    assertThat(store.stored()).isEmpty();

    harness.setProcessingTime(1250);

    assertThat(store.stored()).hasSize(2);
    assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isZero();
  }

  @Test
  void theNextBatchHasItsOwnTime() throws Exception {
    take(0);
    harness.setProcessingTime(1250);
    harness.setProcessingTime(2000);
    take(1);
    assertThat(store.stored()).hasSize(1);

    harness.setProcessingTime(2250);

    assertThat(store.stored()).hasSize(2);
  }

  @Test
  void aFullBatchIsWrittenAtOnceAndNoTimersPileUp() throws Exception {
    for (int i = 0; i < 11; i++) {
      take(i);
    }

    assertThat(store.stored()).hasSize(8);
    assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isEqualTo(1);
  }

  @Test
  void aCheckpointWritesAllThatCameBefore() throws Exception {
    take(0);

    harness.prepareSnapshotPreBarrier(1);

    assertThat(store.stored()).hasSize(1);
  }

  @Test
  void theEndOfInputWritesTheRest() throws Exception {
    take(0);

    harness.endInput();

    assertThat(store.stored()).hasSize(1);
  }

  private void take(int number) throws Exception {
    harness.processElement(heartRate(ALICE, 60 + number, NOON.plusSeconds(number)), 0);
  }
}
