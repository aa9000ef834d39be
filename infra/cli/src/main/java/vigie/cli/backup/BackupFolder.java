package vigie.cli.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vigie.cli.stack.StackSettings;

/** Where a stack's backups lie, and their keys, and what is taken away when it is over. */
public final class BackupFolder {
  /** The setting that moves the backups; {@code backups} in the data folder unless set. */
  public static final String SETTING = "VIGIE_BACKUP_FOLDER";

  /** The setting that moves their keys; {@code keys} in the backups' folder unless set. */
  public static final String KEYS_SETTING = "VIGIE_BACKUP_KEYS_FOLDER";

  private static final String SUFFIX = ".backup";
  private static final String UNFINISHED = ".part";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'vigie-'yyyyMMdd'T'HHmmss'Z" + SUFFIX + "'")
          .withZone(ZoneOffset.UTC);

  private final Path folder;
  private final TinkBackupKeys keys;

  /**
   * What was taken away.
   *
   * @param keys days whose key was destroyed
   * @param backups names of files that were deleted
   * @param warnings what somebody should look at, as sentences
   */
  public record Expired(List<LocalDate> keys, List<String> backups, List<String> warnings) {
    /** Copies the lists. */
    public Expired {
      keys = List.copyOf(keys);
      backups = List.copyOf(backups);
      warnings = List.copyOf(warnings);
    }
  }

  private BackupFolder(Path folder, TinkBackupKeys keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** That of a stack. Makes nothing yet. */
  public static BackupFolder of(StackSettings settings) {
    Path folder = path(settings, SETTING, settings.data().resolve("backups"));
    return new BackupFolder(
        folder, new TinkBackupKeys(path(settings, KEYS_SETTING, folder.resolve("keys"))));
  }

  /** The keys. */
  public TinkBackupKeys keys() {
    return keys;
  }

  /** Makes the file of a backup that is begun; it bears another name until it is whole. */
  Path begin(Instant made) throws IOException {
    OwnerOnly.makeFolder(folder);
    Path file = folder.resolve(NAME.format(made) + UNFINISHED);
    if (Files.exists(whole(file))) {
      throw new IOException(whole(file) + " is there already: wait a second");
    }
    OwnerOnly.makeFile(file);
    return file;
  }

  /** Gives a whole backup its name. */
  Path finish(Path begun) throws IOException {
    return Files.move(begun, whole(begun), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Destroys the keys that are over and deletes the backups that they sealed, unfinished ones too.
   * A backup whose key is missing before its time is left and told of: a folder may only not be
   * there at the moment.
   */
  public Expired expire(Instant now) throws IOException {
    List<LocalDate> destroyed = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (LocalDate day : keys.days()) {
      switch (BackupExpiry.of(day, now)) {
        case OVER -> {
          keys.destroy(day);
          destroyed.add(day);
        }
        case AHEAD ->
            warnings.add(
                "%s is of a day to come: the clock was wrong then, or is now. It would be destroyed on %s only; delete it, and its backups with it, where the clock was wrong then."
                    .formatted(keys.file(day), day.plusDays(BackupExpiry.DAYS)));
        case KEPT -> {}
      }
    }
    for (Path file : files()) {
      LocalDate day;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        day = BackupHeader.read(in).day();
      } catch (IllegalStateException e) {
        warnings.add(file + " is left alone: " + e.getMessage());
        continue;
      }
      if (BackupExpiry.of(day, now) == BackupExpiry.Fate.OVER) {
        Files.delete(file);
        deleted.add(file.getFileName().toString());
      } else if (!Files.exists(keys.file(day))) {
        warnings.add(
            "%s cannot be read: its key %s is not there. Is the keys' folder (%s) the right one?"
                .formatted(file, keys.file(day), KEYS_SETTING));
      }
    }
    return new Expired(destroyed, deleted, warnings);
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX) || file.toString().endsWith(UNFINISHED))
          .sorted()
          .toList();
    }
  }

  private static Path whole(Path begun) {
    String name = begun.getFileName().toString();
    return begun.resolveSibling(name.substring(0, name.length() - UNFINISHED.length()));
  }

  private static Path path(StackSettings settings, String setting, Path otherwise) {
    String given = settings.environment().getOrDefault(setting, "");
    return given.isBlank() ? otherwise : Path.of(given).toAbsolutePath();
  }
}
