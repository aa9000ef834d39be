package vigie.cli.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import vigie.cli.stack.Progress;
import vigie.cli.stack.StackSettings;
import vigie.cli.stack.StackStore;
import vigie.local.TimescaleDatabase;
import vigie.local.TimescaleDump;

/**
 * Makes a backup of a stack's store: what {@code pg_dump} writes goes through the day's key into a
 * file that gets its name when it is whole. Before that, what is over is taken away.
 */
public final class Backup {
  private final StackSettings settings;
  private final Clock clock;
  private final Progress progress;

  /**
   * What was made.
   *
   * @param file the backup
   * @param made what it holds is as of this moment or a little later
   * @param day whose key seals it, by UTC
   * @param until when that key is over
   * @param dumpedBytes of PostgreSQL's dump
   * @param bytes of the file
   * @param expired what was taken away
   */
  public record Result(
      Path file,
      Instant made,
      LocalDate day,
      Instant until,
      long dumpedBytes,
      long bytes,
      BackupFolder.Expired expired) {}

  /** Of the stack on these settings, whether it runs or not. */
  public Backup(StackSettings settings, Clock clock, Progress progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Makes it.
   *
   * @throws IOException when the disk, the store or {@code pg_dump} fails; no file is left then
   */
  public Result run() throws IOException {
    BackupFolder folder = BackupFolder.of(settings);
    Instant made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    BackupFolder.Expired expired = folder.expire(made);
    LocalDate day = BackupExpiry.day(made);
    try (StackStore store = StackStore.open(settings, progress)) {
      TimescaleDatabase database = store.superuser();
      TimescaleDump.Versions versions = TimescaleDump.versions(database);
      TinkBackupKeys.Key key = folder.keys().ensure(day);
      byte[] header =
          new BackupHeader(made, day, key.id(), versions.postgresql(), versions.timescaledb())
              .bytes();
      progress.say("dumping " + database.jdbcUrl());
      Metered metered = new Metered(progress, "dumped");
      Path begun = folder.begin(made);
      Path file;
      try {
        write(new TimescaleDump(store.installation()), database, key, header, begun, metered);
        file = folder.finish(begun);
      } finally {
        Files.deleteIfExists(begun);
      }
      return new Result(
          file, made, day, BackupExpiry.end(day), metered.bytes(), Files.size(file), expired);
    }
  }

  private static void write(
      TimescaleDump dump,
      TimescaleDatabase database,
      TinkBackupKeys.Key key,
      byte[] header,
      Path file,
      Metered metered)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(header);
      try (OutputStream sealed = metered.out(key.sealing(out, header))) {
        dump.dump(database, sealed);
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
