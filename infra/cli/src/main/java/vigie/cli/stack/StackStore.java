package vigie.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.local.TimescaleDatabase;
import vigie.local.TimescaleInstallation;

/**
 * The store of a stack, for commands that need nothing else of it: that of the stack that runs, or
 * else started for as long as this is open, during which no stack can be started on the folder.
 */
public final class StackStore implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final String LEDGER_PROGRAM = "vigie.api.erasure.RestoredStore";
  private static final String LEDGER_LOG = "restore";
  private static final int LEDGER_REFUSED = 3;
  private static final Pattern LEDGER_DONE =
      Pattern.compile("(?m)^erasures known=(\\d+) applied=(\\d+)$");
  private static final Pattern LEDGER_REFUSAL = Pattern.compile("(?m)^refused: (.*)$");

  private final StackSettings settings;
  private final Addresses addresses;
  private final @Nullable Stack own;

  /**
   * What became of the ledger's erasures.
   *
   * @param known how many patients it has
   * @param applied how many of them the store had back
   */
  public record Erasures(int known, int applied) {}

  private StackStore(StackSettings settings, @Nullable Stack own) {
    this.settings = settings;
    this.addresses = Addresses.of(settings);
    this.own = own;
  }

  /**
   * Opens it, whether a stack runs or not.
   *
   * @throws StartFailedException when there is none and none can be started
   */
  public static StackStore open(StackSettings settings, Progress progress) {
    if (Stack.runsOn(settings)) {
      return new StackStore(
          new JsonStateFile(settings.data())
              .read()
              .map(
                  state ->
                      settings.with(
                          Map.of("VIGIE_PORT_OFFSET", Integer.toString(state.portOffset()))))
              .orElse(settings),
          null);
    }
    return alone(settings, progress);
  }

  /**
   * Opens it with no program of a stack beside.
   *
   * @throws IllegalStateException when a stack runs; the message says how to stop it
   * @throws StartFailedException when it cannot be started
   */
  public static StackStore alone(StackSettings settings, Progress progress) {
    if (settings.givenDatabase().isEmpty() && !Stack.runsOn(settings)) {
      progress.say("starting the database of " + settings.data() + " for this");
    }
    return new StackStore(settings, Stack.start(settings, Set.of(StackParts.DATABASE), line -> {}));
  }

  /** The database, with its owner's password. */
  public TimescaleDatabase database() {
    return addresses.database();
  }

  /**
   * The database with the password of the server's superuser; of a server that runs elsewhere, with
   * that of the role that the environment names.
   */
  public TimescaleDatabase superuser() {
    TimescaleDatabase database = addresses.database();
    return settings.givenDatabase().isPresent()
        ? database
        : new TimescaleDatabase(
            database.jdbcUrl(), SUPERUSER, settings.secrets().secret("db." + SUPERUSER));
  }

  /** The programs of PostgreSQL. */
  public TimescaleInstallation installation() {
    return TimescaleInstallation.find(settings.environment());
  }

  /**
   * Brings a restored database to this version and applies the API's ledger of erasures to it, by
   * the API's own program; its log is {@code logs/restore.log}.
   *
   * @param restored which database, with its owner's password
   * @param ledgerLost whether to go on with a ledger that is older than the database
   * @throws IllegalStateException when the ledger is not the one that belongs to the database, or
   *     the program fails; the message says what to do
   */
  public Erasures applyErasures(TimescaleDatabase restored, boolean ledgerLost) throws IOException {
    Process process =
        new Programs(settings, addresses)
            .once(
                LEDGER_PROGRAM,
                Map.of("VIGIE_DB_URL", restored.jdbcUrl()),
                ledgerLost ? "--ledger-lost" : "")
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.writeString(settings.logFile(LEDGER_LOG), said);
    Matcher done = LEDGER_DONE.matcher(said);
    int code = code(process);
    if (code == 0 && done.find()) {
      return new Erasures(Integer.parseInt(done.group(1)), Integer.parseInt(done.group(2)));
    }
    Matcher refusal = LEDGER_REFUSAL.matcher(said);
    if (code == LEDGER_REFUSED && refusal.find()) {
      throw new IllegalStateException(
          "Who was erased since the backup would come back: %s. Put the newest erasures.txt and its audit-key.pem there; if they are lost for good, --ledger-lost goes on without."
              .formatted(refusal.group(1)));
    }
    throw new IllegalStateException(
        "The ledger of erasures could not be applied: the program ended with code %d; see %s."
            .formatted(code, settings.logFile(LEDGER_LOG)));
  }

  /** Ends what was started for this. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }

  private static int code(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the ledger of erasures was applied", e);
    }
  }
}
