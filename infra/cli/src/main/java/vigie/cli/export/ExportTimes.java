package vigie.cli.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How one export writes times: its pattern, and the zone its clocks showed. */
record ExportTimes(DateTimeFormatter pattern, ZoneId zone) {
  static ExportTimes of(String pattern, ZoneId zone) {
    return new ExportTimes(DateTimeFormatter.ofPattern(pattern, Locale.US), zone);
  }

  Instant instant(String text) throws BrokenRowException {
    try {
      return LocalDateTime.parse(text, pattern).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new BrokenRowException("not a time: '" + text + "'");
    }
  }

  Instant startOfDay(String text) throws BrokenRowException {
    try {
      return LocalDate.parse(text, pattern).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new BrokenRowException("not a date: '" + text + "'");
    }
  }
}
