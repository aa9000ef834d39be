package vigie.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the demo writes times: local and UTC, and delays in seconds. */
record DemoTimes(ZoneId local) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  String both(Instant at) {
    return TIME.format(at.atZone(local)) + " (" + TIME.format(at.atZone(ZoneOffset.UTC)) + " UTC)";
  }

  static String seconds(Duration delay) {
    return String.format(Locale.ROOT, "%.2f s", delay.toMillis() / 1000.0);
  }
}
