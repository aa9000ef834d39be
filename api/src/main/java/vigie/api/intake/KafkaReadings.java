package vigie.api.intake;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.api.outbox.KafkaPublisher;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.codec.Codecs;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/** What became of a message, into Kafka. Safe to share between threads. */
@Singleton
public final class KafkaReadings {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReadings.class);

  private final KafkaPublisher publisher;

  /** Wired by the program. */
  public KafkaReadings(KafkaPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Keeps both lists; Kafka has all of it when this returns.
   *
   * @throws Refusal when Kafka does not take all of it within some ten seconds; some of it may have
   *     been taken
   */
  public void keep(List<Reading> accepted, List<RejectedReading> rejected) {
    List<CompletableFuture<Void>> sent = new ArrayList<>(accepted.size() + rejected.size());
    boolean taken = true;
    // Each may wait for room or for the broker's address: after the first that fails, none is
    // tried.
    for (int i = 0; taken && i < accepted.size(); i++) {
      Reading reading = accepted.get(i);
      UUID patient = reading.patient().value();
      taken =
          added(
              sent,
              publisher.sendSealed(
                  patient, Topics.READING, patient.toString(), Codecs.READING.encode(reading)));
    }
    for (int i = 0; taken && i < rejected.size(); i++) {
      RejectedReading reading = rejected.get(i);
      taken = added(sent, send(reading));
    }
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      LOG.warn("readings not taken by Kafka count={}", accepted.size() + rejected.size(), e);
      throw new Refusal(
          ProblemCode.UNAVAILABLE,
          "it could not be kept in time: send the same again; readings that bring their time are"
              + " not doubled by that");
    }
  }

  /** Keyed by patient, since a device's name is theirs too; plain of a device that is nobody's. */
  private CompletableFuture<Void> send(RejectedReading reading) {
    PatientId patient = reading.patient();
    byte[] value = Codecs.REJECTED.encode(reading);
    return patient == null
        ? publisher.send(Topics.REJECTED, reading.device(), value)
        : publisher.sendSealed(patient.value(), Topics.REJECTED, patient.toString(), value);
  }

  private static boolean added(List<CompletableFuture<Void>> sent, CompletableFuture<Void> one) {
    sent.add(one);
    return !one.isCompletedExceptionally();
  }
}
