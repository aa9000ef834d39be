package vigie.api.erasure;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.DaemonThreads;
import vigie.api.access.AccessDirectory;
import vigie.api.live.LiveAlerts;
import vigie.api.notify.RecipientDirectory;
import vigie.api.outbox.KafkaRelay;
import vigie.reading.PatientId;

/**
 * Erases patients. When an erasure has been asked for, all rights, sessions and caches of the
 * patient are gone and nothing is written about them any more; what was written goes step by step
 * in the background, goes on after a restart, and ends with a signed certificate.
 */
@Singleton
public final class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final int RECEIPT_BYTES = 32;
  private static final long RETRY_SECONDS = 30;

  private final JdbcErasures erasures;
  private final ErasureWork work;
  private final AccessDirectory directory;
  private final RecipientDirectory recipients;
  private final LiveAlerts alerts;
  private final KafkaRelay relay;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("erasures"));

  /**
   * An erasure that has begun.
   *
   * @param erasure its id
   * @param receipt opens its state and certificate, since the account no longer can; shown once
   */
  public record Begun(UUID erasure, String receipt) {}

  /** Wired by the program. */
  Erasures(
      JdbcErasures erasures,
      ErasureWork work,
      AccessDirectory directory,
      RecipientDirectory recipients,
      LiveAlerts alerts,
      KafkaRelay relay,
      Clock clock) {
    this.erasures = erasures;
    this.work = work;
    this.directory = directory;
    this.recipients = recipients;
    this.alerts = alerts;
    this.relay = relay;
    this.clock = clock;
  }

  /**
   * Begins to erase a patient; there is no way back from here.
   *
   * @throws vigie.api.web.Refusal when a legal hold stands
   */
  public Begun begin(UUID patient) {
    byte[] secret = new byte[RECEIPT_BYTES];
    random.nextBytes(secret);
    String receipt = HexFormat.of().formatHex(secret);
    ErasureLedger.Entry entry =
        new ErasureLedger.Entry(UUID.randomUUID(), patient, now(), hash(receipt));
    erasures.ask(entry);
    forget(patient);
    worker.execute(this::goOn);
    return new Begun(entry.erasure(), receipt);
  }

  /** What a receipt is known by. */
  static String hash(String receipt) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(receipt.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Applies the ledger, before anything is served: who was erased is nobody, and what a restore has
   * brought back of them goes again. Goes on with what was under way.
   */
  public void applyLedger() {
    List<JdbcErasures.State> all = work.compare();
    all.forEach(state -> forget(state.entry().patient()));
    all.stream().filter(state -> state.done() == null).forEach(this::takeOut);
    worker.execute(this::goOn);
  }

  /** Does whatever is asked for and not done; tries again later when the store does not answer. */
  private void goOn() {
    try {
      work.underWay().forEach(this::finish);
    } catch (RuntimeException e) {
      LOG.warn("an erasure waits retry-seconds={}", RETRY_SECONDS, e);
      if (!worker.isShutdown()) {
        var unused = worker.schedule(this::goOn, RETRY_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private void takeOut(JdbcErasures.State state) {
    work.takeOut(state);
    relay.wake();
  }

  private void finish(JdbcErasures.State state) {
    takeOut(state);
    work.finish(state);
  }

  /** Out of everything that is kept in memory. */
  private void forget(UUID patient) {
    directory.erase(patient);
    recipients.erase(patient);
    alerts.erase(new PatientId(patient));
  }

  /** In what the store keeps of a time. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
