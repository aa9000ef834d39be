package vigie.jobs.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.jobs.kafka.RecordType;

/**
 * A plain loop on one thread: poll, open, decode, and detect or not. Nothing is written or kept.
 */
final class KafkaLoop {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaBenchTopics topics;
  private final BenchPatients patients;

  KafkaLoop(KafkaBenchTopics topics, BenchPatients patients) {
    this.topics = topics;
    this.patients = patients;
  }

  /** Only opens and decodes. */
  RunClock.Spent decode() {
    RunClock.reset(0);
    return run(input -> 0);
  }

  /** Decodes and detects, with all rules. */
  RunClock.Spent detect(Escalation escalation) {
    RunClock.reset(0);
    AlertLoop loop = new AlertLoop(escalation);
    for (int patient = 0; patient < patients.patients(); patient++) {
      loop.accept(AlertInput.of(patients.profile(patient)), System.currentTimeMillis());
    }
    return run(input -> loop.accept(input, System.currentTimeMillis()));
  }

  private RunClock.Spent run(ToIntFunction<AlertInput> step) {
    long left = patients.readings();
    long outcomes = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = topics.consumer()) {
      List<TopicPartition> partitions =
          KafkaBenchTopics.partitions(consumer, RecordType.READING.topic());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
          RunClock.readingCame();
          outcomes +=
              step.applyAsInt(
                  AlertInput.of(RecordType.READING.codec().decode(topics.opened(polled))));
          left--;
        }
      }
      RunClock.Spent spent = RunClock.spent();
      if (outcomes < 0) {
        throw new IllegalStateException("the compiler must not drop the step");
      }
      return spent;
    }
  }
}
