package vigie.api.notify;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import vigie.alert.Severity;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * The words of messages in one language: metrics, severities, numbers, times; they stand in {@link
 * MessageFiles}. Immutable.
 */
public final class Words {
  /** French. */
  static final Words FRENCH =
      new Words(Locale.FRENCH, ZoneOffset.UTC, MessageFiles.read(Locale.FRENCH.getLanguage()));

  /** English. */
  static final Words ENGLISH =
      new Words(Locale.ENGLISH, ZoneOffset.UTC, MessageFiles.read(Locale.ENGLISH.getLanguage()));

  private static final Map<String, String> UNITS =
      Map.of("mm[Hg]", "mmHg", "Cel", "°C", "1", "", "/min", "/min", "{score}", "", "{sd}", "σ");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Locale locale;
  private final ZoneId zone;
  private final MessageFiles files;

  private Words(Locale locale, ZoneId zone, MessageFiles files) {
    this.locale = locale;
    this.zone = zone;
    this.files = files;
  }

  /** The words for a person's language, with times in UTC; French unless it is {@code en}. */
  public static Words of(String language) {
    return language.toLowerCase(Locale.ROOT).startsWith("en") ? ENGLISH : FRENCH;
  }

  /** The same words with the times of these clocks beside those of UTC. */
  public Words in(ZoneId local) {
    return new Words(locale, local, files);
  }

  /** The language's two letters. */
  public String language() {
    return locale.getLanguage();
  }

  /** The metric's name. */
  public String metric(Metric metric) {
    Metric missed = MetricCatalogue.standard().missed(metric).orElse(null);
    if (missed != null) {
      return metric(missed) + ", " + word("metric.missing");
    }
    return files.word("metric." + metric.id(), metric.id());
  }

  /** The severity's name. */
  String severity(Severity severity) {
    return word("severity." + severity.name());
  }

  /** What a category of readings is called. */
  public String category(Category category) {
    return word("category." + category.name());
  }

  /** The word for a key that the files are checked to have. */
  String word(String key) {
    return files.word(key, key);
  }

  /** What this phrase says; it has no names. */
  public String phrase(Phrase phrase) {
    return files.phrase(phrase, Map.of());
  }

  /**
   * What this phrase says.
   *
   * @param values of each of its names: a text, where the empty one is nothing, or a boolean
   */
  public String phrase(Phrase phrase, Map<String, Object> values) {
    return files.phrase(phrase, values);
  }

  /** The letter of this kind, with a value for each of its names. */
  public String letter(LetterKind kind, Map<String, Object> values) {
    return files.letter(kind, values);
  }

  /** The message of this kind, with a value for each of its names. */
  MessageText.Text message(MessageKind kind, Map<String, Object> values) {
    return files.message(kind, values);
  }

  /** A value with its unit, or the words of a coded one. */
  public String value(Metric metric, double value) {
    if (metric.coded()) {
      int index = (int) value;
      boolean known = index >= 0 && index < metric.codes().size();
      String code = known ? metric.codes().get(index) : Integer.toString(index);
      return files.word("code." + code, code);
    }
    String unit = UNITS.getOrDefault(metric.unit(), metric.unit());
    return number(value) + (unit.isEmpty() ? "" : " " + unit);
  }

  /** A number with at most two decimals. */
  String number(double value) {
    return new DecimalFormat("#0.##", DecimalFormatSymbols.getInstance(locale)).format(value);
  }

  /** Local time, where there is one, and UTC, both to the second. */
  public String time(Instant instant) {
    String utc = UTC_TIME.format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    if (zone.equals(ZoneOffset.UTC)) {
      return utc;
    }
    String place = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    return phrase(
        Phrase.TIME,
        Map.of("clock", TIME.format(instant.atZone(zone)), "place", place, "utc", utc));
  }

  /** A day, such as {@code 07/03/1951}. */
  String date(LocalDate day) {
    return DATE.format(day);
  }

  /** Such as {@code 40 s}, {@code 6 min}, {@code 1 h 05 min} or {@code 2 d 3 h}. */
  String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    if (seconds < 86_400) {
      return "%d h %02d min".formatted(seconds / 3_600, seconds / 60 % 60);
    }
    return "%d %s %d h".formatted(seconds / 86_400, phrase(Phrase.DAY), seconds / 3_600 % 24);
  }
}
