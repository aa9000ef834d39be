package vigie.api.erasure;

import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import vigie.api.ApiConfig;
import vigie.api.audit.AuditKey;
import vigie.api.patient.JdbcPatients;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcMigration;

/**
 * Makes a restored store fit to be served: brings its tables to this version, then applies the
 * ledger of erasures to the end, so that who was erased since the backup is gone, their key first,
 * before anybody can read it, and lets what is changed from now on be newer than what the topics
 * have. {@code ./vigie restore} runs it on the store that it has filled, beside the one in use.
 * Tombstones wait in the store until the API starts.
 */
public final class RestoredStore {
  /** Exit code: the ledger, or the key that signed it, is not the one that belongs to the store. */
  public static final int LEDGER_REFUSED = 3;

  /** Argument: go on although the ledger is older than the store. */
  public static final String LEDGER_LOST = "--ledger-lost";

  private RestoredStore() {}

  /** Reads the API's own settings from the environment; the last line that is printed says all. */
  public static void main(String[] args) {
    ApiConfig config;
    try {
      config = ApiConfig.of(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("restored store: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(run(config, List.of(args).contains(LEDGER_LOST), Clock.systemUTC(), System.out));
  }

  /**
   * Does it.
   *
   * @param config names the store and the folder with the ledger
   * @param ledgerLost whether to go on with a ledger that is older than the store
   * @return 0, or {@link #LEDGER_REFUSED}
   * @throws vigie.api.store.StoreException when the store fails; what is done stays done
   */
  static int run(ApiConfig config, boolean ledgerLost, Clock clock, PrintStream out) {
    if (!ledgerLost
        && Files.exists(config.data().resolve(ErasureLedger.FILE))
        && !AuditKey.isIn(config.data())) {
      out.println("refused: the key that signed the ledger is not in " + config.data());
      return LEDGER_REFUSED;
    }
    JdbcDatabase database = new JdbcDatabase(config);
    new JdbcMigration(database).run();
    AuditKey key = new AuditKey(config);
    ErasureWork work =
        new ErasureWork(
            new JdbcErasures(database),
            new JdbcErasureSteps(database, clock),
            new ErasureLedger(config, key),
            key,
            clock);
    int missing = ledgerLost ? 0 : work.missingInLedger().size();
    if (missing > 0) {
      out.println(
          "refused: the ledger in %s lacks %d erasures that the store knows"
              .formatted(config.data(), missing));
      return LEDGER_REFUSED;
    }
    JdbcPatients.outrunTopic(database);
    int known = work.compare().size();
    List<JdbcErasures.State> again = work.underWay();
    again.forEach(
        state -> {
          work.takeOut(state);
          work.finish(state);
        });
    out.println("erasures known=%d applied=%d".formatted(known, again.size()));
    return 0;
  }
}
