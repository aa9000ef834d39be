package vigie.cli.backup;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time as people read it: on the clocks of this machine, and in UTC. */
final class BackupTimes {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private BackupTimes() {}

  static String of(Instant time, ZoneId zone) {
    return LOCAL.format(time.atZone(zone)) + " (" + UTC.format(time) + ")";
  }
}
