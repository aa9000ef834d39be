package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.heartRate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.reading.Reading;

class BatchWriterTest {
  private final InMemoryReadingStore store = new InMemoryReadingStore();
  private final List<Duration> pauses = new ArrayList<>();
  private long nanos;
  private final Patience patience =
      new Patience(
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          () -> nanos,
          time -> {
            pauses.add(time);
            nanos += time.toNanos();
          });
  private final BatchWriter<Reading> writer =
      new BatchWriter<>(store, patience, 4, reading -> "reading " + reading.id());

  @Test
  void aBatchIsWrittenWhenItIsFull() throws Exception {
    add(0, 3);
    assertThat(store.stored()).isEmpty();

    add(3, 4);

    assertThat(store.stored()).hasSize(4);
    assertThat(writer.isEmpty()).isTrue();
  }

  @Test
  void flushWritesWhatThereIs() throws Exception {
    add(0, 3);

    writer.flush();
    writer.flush();

    assertThat(store.stored()).hasSize(3);
    assertThat(store.batches()).isEqualTo(1);
  }

  @Test
  void aStoreThatDoesNotAnswerIsAskedAgainAfterLongerAndLongerPauses() throws Exception {
    store.refuse(6);
    add(0, 2);

    writer.flush();

    assertThat(store.stored()).hasSize(2);
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    assertThat(patience.outages()).isEqualTo(1);
    assertThat(patience.waitingMillis()).isZero();
    assertThat(patience.waitedMillis()).isEqualTo(3500);
  }

  @Test
  void theNextOutageBeginsWithShortPausesAgain() throws Exception {
    store.refuse(3);
    add(0, 4);
    pauses.clear();
    store.refuse(1);

    add(4, 8);

    assertThat(pauses).containsExactly(Duration.ofMillis(100));
    assertThat(patience.outages()).isEqualTo(2);
  }

  @Test
  void whatCannotBeKeptIsLeftOutAloneAndCounted() throws Exception {
    writer.add(reading(0));
    writer.add(TimelineFixtures.withUnit(reading(1), "\0"));
    writer.add(reading(2));
    writer.add(reading(3));

    assertThat(store.stored()).containsExactlyInAnyOrder(reading(0), reading(2), reading(3));
    assertThat(writer.failed()).isEqualTo(1);
  }

  @Test
  void theCountsAddUp() throws Exception {
    add(0, 4);
    add(2, 6);
    writer.add(TimelineFixtures.withUnit(reading(9), "\0"));
    writer.flush();

    assertThat(writer.taken()).isEqualTo(9);
    assertThat(writer.kept()).isEqualTo(6);
    assertThat(writer.repeated()).isEqualTo(2);
    assertThat(writer.failed()).isEqualTo(1);
  }

  @Test
  void whoIsInterruptedWhileWaitingLosesNothing() throws Exception {
    Patience interrupted =
        new Patience(
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            () -> 0,
            time -> {
              throw new InterruptedException();
            });
    BatchWriter<Reading> other = new BatchWriter<>(store, interrupted, 4, Reading::toString);
    store.refuse(1);
    other.add(reading(0));

    assertThatThrownBy(other::flush).isInstanceOf(InterruptedException.class);

    other.flush();
    assertThat(store.stored()).containsExactly(reading(0));
  }

  private void add(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      writer.add(reading(i));
    }
  }

  private static Reading reading(int number) {
    return heartRate(ALICE, 60 + number, NOON.plusSeconds(number));
  }
}
