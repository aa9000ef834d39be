package vigie.api.erasure;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.audit.AuditKey;

/**
 * What an erasure takes out of the store, and how the store and the ledger outside it are brought
 * together. Needs nothing but the store and the program's folder, so that a restored store can be
 * worked on before any program serves it. Not for several threads at once.
 */
@Singleton
final class ErasureWork {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);

  private final JdbcErasures erasures;
  private final JdbcErasureSteps steps;
  private final ErasureLedger ledger;
  private final AuditKey key;
  private final Clock clock;

  ErasureWork(
      JdbcErasures erasures,
      JdbcErasureSteps steps,
      ErasureLedger ledger,
      AuditKey key,
      Clock clock) {
    this.erasures = erasures;
    this.steps = steps;
    this.ledger = ledger;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Whom the store knows to be erased, to the end, and the ledger does not: a ledger that lacks
   * them is older than the store, and may lack others whom nobody knows of.
   */
  List<JdbcErasures.State> missingInLedger() {
    List<ErasureLedger.Entry> kept = ledger.read();
    return erasures.all().stream()
        .filter(state -> state.done() != null && !kept.contains(state.entry()))
        .toList();
  }

  /**
   * Enters into the ledger whom the store alone knows, and notes as under way whom a restore has
   * brought back. Takes nothing out yet.
   *
   * @return every erasure; those that are not done are to be taken out and finished
   */
  List<JdbcErasures.State> compare() {
    Map<UUID, JdbcErasures.State> known = new HashMap<>();
    erasures.all().forEach(state -> known.put(state.entry().patient(), state));
    List<ErasureLedger.Entry> kept = ledger.read();
    known.values().stream()
        .map(JdbcErasures.State::entry)
        .filter(entry -> !kept.contains(entry))
        .forEach(ledger::add);
    for (ErasureLedger.Entry entry : kept) {
      JdbcErasures.State state = known.get(entry.patient());
      if (state == null || (state.done() != null && erasures.isBack(entry.patient()))) {
        LOG.warn("an erasure is applied again: the store had it back erasure={}", entry.erasure());
        erasures.again(entry, now());
      }
    }
    return erasures.all();
  }

  /** Every erasure that is not done, the oldest first. */
  List<JdbcErasures.State> underWay() {
    return erasures.all().stream().filter(state -> state.done() == null).toList();
  }

  /** Everything that must be so before anybody is served. */
  void takeOut(JdbcErasures.State state) {
    ErasureLedger.Entry entry = state.entry();
    ledger.add(entry);
    erasures.enter(entry);
    steps.rows(entry.erasure(), entry.patient());
  }

  /** Empties the pages of what was {@linkplain #takeOut taken out}, and signs the certificate. */
  void finish(JdbcErasures.State state) {
    ErasureLedger.Entry entry = state.entry();
    steps.sweep(entry.erasure());
    Instant done = now();
    String certificate =
        ErasureCertificate.of(
            entry.erasure(),
            entry.patient(),
            entry.asked(),
            state.again(),
            done,
            steps.done(entry.erasure()),
            steps.kept(entry.patient()),
            key.id(),
            key::sign);
    erasures.finish(entry.erasure(), done, certificate);
    LOG.info("erased erasure={}", entry.erasure());
  }

  /** In what the store keeps of a time. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
