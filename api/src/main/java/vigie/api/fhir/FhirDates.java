package vigie.api.fhir;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.api.web.Refusal;

/**
 * A span of time as searches name it: {@code ge2026-03-02}, {@code lt2026-03-02T12:00:00Z}. What is
 * not said to the moment means all of its moments: a day is a whole day, in UTC where no zone is
 * said. Pure.
 *
 * @param from inclusive
 * @param to exclusive
 */
record FhirDates(Instant from, Instant to) {
  /** No bound at all, within what the store keeps. */
  static final FhirDates EVER = new FhirDates(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));

  private static final Pattern DATE =
      Pattern.compile(
          "(eq|ge|gt|le|lt)?(\\d{4})(-\\d{2})?(-\\d{2})?(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?"
              + "(Z|[+-]\\d{2}:\\d{2})?");

  boolean empty() {
    return !from.isBefore(to);
  }

  /**
   * The span that all of these bound.
   *
   * @param field named in the refusal
   * @throws Refusal when one is no date, or has a prefix that is not known here
   */
  static FhirDates of(String field, Collection<String> texts) {
    FhirDates all = EVER;
    for (String text : texts) {
      FhirDates one = of(field, text);
      all =
          new FhirDates(
              one.from.isAfter(all.from) ? one.from : all.from,
              one.to.isBefore(all.to) ? one.to : all.to);
    }
    return all;
  }

  private static FhirDates of(String field, String text) {
    // A plus sign that nobody encoded arrives as a blank.
    Matcher date = DATE.matcher(text.strip().replace(' ', '+'));
    if (!date.matches()) {
      throw refusal(field);
    }
    FhirDates moments;
    try {
      moments = moments(date);
    } catch (DateTimeException e) {
      throw refusal(field);
    }
    String prefix = date.group(1);
    return switch (prefix == null ? "eq" : prefix) {
      case "ge" -> new FhirDates(moments.from, EVER.to);
      case "gt" -> new FhirDates(moments.to, EVER.to);
      case "le" -> new FhirDates(EVER.from, moments.to);
      case "lt" -> new FhirDates(EVER.from, moments.from);
      default -> moments;
    };
  }

  private static FhirDates moments(Matcher date) {
    String year = date.group(2);
    String month = date.group(3);
    String day = date.group(4);
    String time = date.group(5);
    String zone = date.group(8);
    if (time != null && day != null) {
      String moment = year + month + day + time + (time.length() == 6 ? ":00" : "");
      Instant begin = OffsetDateTime.parse(moment + (zone == null ? "Z" : zone)).toInstant();
      return new FhirDates(begin, begin.plus(step(date)));
    }
    if (time != null || zone != null || (day != null && month == null)) {
      throw new DateTimeException("a part is missing");
    }
    if (day != null) {
      LocalDate first = LocalDate.parse(year + month + day);
      return days(first, first.plusDays(1));
    }
    if (month != null) {
      LocalDate first = YearMonth.parse(year + month).atDay(1);
      return days(first, first.plusMonths(1));
    }
    LocalDate first = Year.parse(year).atDay(1);
    return days(first, first.plusYears(1));
  }

  private static Duration step(Matcher date) {
    if (date.group(7) != null) {
      // To the digit that was said.
      long micros = (long) Math.pow(10, 7 - date.group(7).length());
      return Duration.of(micros, ChronoUnit.MICROS);
    }
    return date.group(6) != null ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
  }

  private static FhirDates days(LocalDate first, LocalDate end) {
    return new FhirDates(
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        end.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static Refusal refusal(String field) {
    return Refusal.invalid(
        field,
        "must be a date such as 2026-03-02 or 2026-03-02T12:00:00Z, after eq, ge, gt, le or lt");
  }
}
