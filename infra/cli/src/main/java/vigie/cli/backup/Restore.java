package vigie.cli.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import vigie.cli.stack.Progress;
import vigie.cli.stack.StackSettings;
import vigie.cli.stack.StackStore;
import vigie.local.TimescaleDatabase;
import vigie.local.TimescaleDump;
import vigie.local.TimescaleReplacement;

/**
 * Restores a backup: into a database beside the one in use, in which the erasures that the ledger
 * knows are applied again, and which only then takes the other's place. Whatever fails before that
 * leaves the one in use as it was.
 */
public final class Restore {
  private final StackSettings settings;
  private final Clock clock;
  private final Progress progress;

  /**
   * What was restored.
   *
   * @param header what the backup says of itself
   * @param erasuresKnown how many patients the ledger has
   * @param erasuresApplied how many of them were in the backup, and are gone again
   */
  public record Result(BackupHeader header, int erasuresKnown, int erasuresApplied) {}

  /** To the stack on these settings, which must not run. */
  public Restore(StackSettings settings, Clock clock, Progress progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Restores it.
   *
   * @param replace whether a database that is in use may be replaced
   * @param ledgerLost whether to go on when the ledger of erasures is older than the backup
   * @throws IllegalStateException when it is refused or fails before anything is changed; the
   *     message says why and what to do
   */
  public Result run(Path file, boolean replace, boolean ledgerLost) {
    try {
      return attempt(file, replace, ledgerLost);
    } catch (IOException | IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + " Nothing was changed.", e);
    }
  }

  private Result attempt(Path file, boolean replace, boolean ledgerLost) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(file + " is not there.");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      BackupHeader header = header(file, in);
      InputStream opened = key(header).opening(in, header.bytes());
      try (StackStore store = StackStore.alone(settings, progress)) {
        return fill(store, header, opened, replace, ledgerLost);
      }
    }
  }

  private static BackupHeader header(Path file, InputStream in) throws IOException {
    try {
      return BackupHeader.read(in);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(file + " is not a backup: " + e.getMessage() + ".", e);
    }
  }

  private TinkBackupKeys.Key key(BackupHeader header) throws IOException {
    TinkBackupKeys keys = BackupFolder.of(settings).keys();
    LocalDate day = header.day();
    Path file = keys.file(day);
    if (BackupExpiry.of(day, clock.instant()) == BackupExpiry.Fate.OVER) {
      LocalDate end = day.plusDays(BackupExpiry.DAYS);
      throw new IllegalStateException(
          Files.exists(file)
              ? "The backup of %s may not be read any more: its key is over since %s, after ten days. ./vigie backup --expire-only destroys it."
                  .formatted(day, end)
              : "The backup of %s cannot be read any more: its key was destroyed on %s, after ten days."
                  .formatted(day, end));
    }
    TinkBackupKeys.Key key =
        keys.find(day)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The key of %s is not there: %s. Give its folder in %s."
                            .formatted(day, file, BackupFolder.KEYS_SETTING)));
    if (key.id() != header.key()) {
      throw new IllegalStateException(
          "%s is another key than the one that sealed this backup. Give the right folder in %s."
              .formatted(file, BackupFolder.KEYS_SETTING));
    }
    return key;
  }

  private Result fill(
      StackStore store,
      BackupHeader header,
      InputStream opened,
      boolean replace,
      boolean ledgerLost)
      throws IOException {
    TimescaleDatabase inUse = store.database();
    TimescaleReplacement replacement =
        new TimescaleReplacement(store.superuser(), inUse.user(), inUse.name());
    refuseOthers(replacement, inUse);
    if (!replace && replacement.isInUse()) {
      throw new IllegalStateException(
          "%s is not empty. With --replace the backup takes its place, and what it holds is gone."
              .formatted(inUse.jdbcUrl()));
    }
    replacement.make(header.timescaledb());
    boolean placed = false;
    try {
      progress.say("filling a database beside " + inUse.jdbcUrl());
      Metered metered = new Metered(progress, "restored");
      new TimescaleDump(store.installation()).restore(replacement.fresh(), metered.in(opened));
      replacement.filled();
      progress.say("applying the ledger of erasures");
      StackStore.Erasures erasures =
          store.applyErasures(inUse.named(replacement.fresh().name()), ledgerLost);
      refuseOthers(replacement, inUse);
      replacement.takePlace();
      placed = true;
      return new Result(header, erasures.known(), erasures.applied());
    } finally {
      if (!placed) {
        replacement.drop();
      }
    }
  }

  private static void refuseOthers(TimescaleReplacement replacement, TimescaleDatabase inUse)
      throws IOException {
    List<String> others = replacement.connected();
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          "%s is in use by %s. Stop these programs first."
              .formatted(inUse.jdbcUrl(), String.join(", ", others)));
    }
  }
}
