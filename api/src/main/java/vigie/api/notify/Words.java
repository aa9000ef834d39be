package vigie.api.notify;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import vigie.alert.Severity;
import vigie.reading.Metric;

/** The words of messages in one language: metrics, severities, numbers, times. Immutable. */
public final class Words {
  /** French. */
  static final Words FRENCH =
      new Words(
          Locale.FRENCH,
          ZoneOffset.UTC,
          Map.ofEntries(
              Map.entry("heart-rate", "fréquence cardiaque"),
              Map.entry("respiratory-rate", "fréquence respiratoire"),
              Map.entry("spo2", "saturation en oxygène"),
              Map.entry("bp-systolic", "pression artérielle systolique"),
              Map.entry("bp-diastolic", "pression artérielle diastolique"),
              Map.entry("bp-mean", "pression artérielle moyenne"),
              Map.entry("body-temperature", "température corporelle"),
              Map.entry("glucose", "glycémie capillaire"),
              Map.entry("glucose-cgm", "glucose interstitiel"),
              Map.entry("body-weight", "poids"),
              Map.entry("af-flag", "rythme cardiaque"),
              Map.entry("consciousness", "état de conscience"),
              Map.entry("bp-symptoms", "signes associés à une tension très élevée"),
              Map.entry("cycle-length", "durée du cycle"),
              Map.entry("cycle-variation", "écart entre cycles"),
              Map.entry("bleeding-days", "jours de saignement"),
              Map.entry("fall", "chute"),
              Map.entry("device-battery", "batterie de l'appareil"),
              Map.entry("rejected-values", "valeurs refusées en une heure"),
              Map.entry("clock-ahead", "horloge en avance"),
              Map.entry("silence-cgm", "appareil silencieux depuis"),
              Map.entry("silence-continuous", "appareil silencieux depuis"),
              Map.entry("silence-background", "appareil silencieux depuis"),
              Map.entry("silence-weight", "appareil silencieux depuis"),
              Map.entry("silence-summary", "appareil silencieux depuis"),
              Map.entry("silence-plan", "appareil silencieux, mesures attendues"),
              Map.entry("silence-other", "appareil silencieux, mesures attendues"),
              Map.entry("glucose-slope", "évolution du glucose"),
              Map.entry("glucose-in-20-min", "glucose prévu dans 20 minutes"),
              Map.entry("weight-gain-1d", "prise de poids en un jour"),
              Map.entry("weight-gain-3d", "prise de poids en trois jours"),
              Map.entry("bp-systolic-week", "pression systolique moyenne de sept jours"),
              Map.entry("bp-diastolic-week", "pression diastolique moyenne de sept jours"),
              Map.entry("spo2-fall", "baisse de la saturation sous la valeur habituelle"),
              Map.entry(
                  "night-heart-rate-rise",
                  "fréquence cardiaque nocturne au-dessus de la valeur habituelle"),
              Map.entry("news2", "score NEWS2"),
              Map.entry("news2-highest-part", "points d'un seul paramètre NEWS2"),
              Map.entry("steps-deviation", "écart des pas à l'habitude"),
              Map.entry("sleep-deviation", "écart du sommeil à l'habitude"),
              Map.entry("diet-energy-deviation", "écart de l'apport énergétique à l'habitude"),
              Map.entry("hrv-deviation", "écart de la variabilité cardiaque à l'habitude"),
              Map.entry(
                  "skin-temperature-deviation", "écart de la température cutanée à l'habitude"),
              Map.entry("heart-rate-deviation", "écart de la fréquence cardiaque à l'habitude"),
              Map.entry(
                  "heart-rate-shift", "changement durable de la fréquence cardiaque nocturne")),
          Map.ofEntries(
              Map.entry("irregular-rhythm", "irrégulier"),
              Map.entry("no-finding", "rien à signaler"),
              Map.entry("fall", "détectée"),
              Map.entry("yes", "oui"),
              Map.entry("no", "non"),
              Map.entry("cancelled", "annulée"),
              Map.entry("none", "aucun"),
              Map.entry("present", "présents"),
              Map.entry("alert", "éveillé"),
              Map.entry("confusion", "confus"),
              Map.entry("voice", "réagit à la voix"),
              Map.entry("pain", "réagit à la douleur"),
              Map.entry("unresponsive", "ne réagit pas")),
          Map.of(
              Severity.CRITICAL, "CRITIQUE",
              Severity.HIGH, "ÉLEVÉE",
              Severity.MEDIUM, "MOYENNE",
              Severity.ADVISORY, "INFORMATION"));

  /** English. */
  static final Words ENGLISH =
      new Words(
          Locale.ENGLISH,
          ZoneOffset.UTC,
          Map.ofEntries(
              Map.entry("heart-rate", "heart rate"),
              Map.entry("respiratory-rate", "respiratory rate"),
              Map.entry("spo2", "oxygen saturation"),
              Map.entry("bp-systolic", "systolic blood pressure"),
              Map.entry("bp-diastolic", "diastolic blood pressure"),
              Map.entry("bp-mean", "mean blood pressure"),
              Map.entry("body-temperature", "body temperature"),
              Map.entry("glucose", "capillary glucose"),
              Map.entry("glucose-cgm", "interstitial glucose"),
              Map.entry("body-weight", "body weight"),
              Map.entry("af-flag", "heart rhythm"),
              Map.entry("consciousness", "consciousness"),
              Map.entry("bp-symptoms", "symptoms with a very high blood pressure"),
              Map.entry("cycle-length", "length of the cycle"),
              Map.entry("cycle-variation", "difference between cycles"),
              Map.entry("bleeding-days", "days of bleeding"),
              Map.entry("fall", "fall"),
              Map.entry("device-battery", "battery of the device"),
              Map.entry("rejected-values", "values refused within an hour"),
              Map.entry("clock-ahead", "clock ahead"),
              Map.entry("silence-cgm", "device silent for"),
              Map.entry("silence-continuous", "device silent for"),
              Map.entry("silence-background", "device silent for"),
              Map.entry("silence-weight", "device silent for"),
              Map.entry("silence-summary", "device silent for"),
              Map.entry("silence-plan", "device silent, measurements expected"),
              Map.entry("silence-other", "device silent, measurements expected"),
              Map.entry("glucose-slope", "change of glucose"),
              Map.entry("glucose-in-20-min", "glucose expected in 20 minutes"),
              Map.entry("weight-gain-1d", "weight gain in one day"),
              Map.entry("weight-gain-3d", "weight gain in three days"),
              Map.entry("bp-systolic-week", "mean systolic pressure of seven days"),
              Map.entry("bp-diastolic-week", "mean diastolic pressure of seven days"),
              Map.entry("spo2-fall", "fall of oxygen saturation below the usual"),
              Map.entry("night-heart-rate-rise", "night heart rate above the usual"),
              Map.entry("news2", "NEWS2 score"),
              Map.entry("news2-highest-part", "points of one NEWS2 parameter"),
              Map.entry("steps-deviation", "steps against the usual"),
              Map.entry("sleep-deviation", "sleep against the usual"),
              Map.entry("diet-energy-deviation", "energy intake against the usual"),
              Map.entry("hrv-deviation", "heart rate variability against the usual"),
              Map.entry("skin-temperature-deviation", "skin temperature against the usual"),
              Map.entry("heart-rate-deviation", "heart rate against the usual"),
              Map.entry("heart-rate-shift", "lasting change of the heart rate at night")),
          Map.of(
              "irregular-rhythm", "irregular",
              "no-finding", "no finding",
              "fall", "detected",
              "cancelled", "cancelled",
              "voice", "responds to voice",
              "pain", "responds to pain"),
          Map.of(
              Severity.CRITICAL, "CRITICAL",
              Severity.HIGH, "HIGH",
              Severity.MEDIUM, "MEDIUM",
              Severity.ADVISORY, "ADVISORY"));

  private static final Map<String, String> UNITS =
      Map.of("mm[Hg]", "mmHg", "Cel", "°C", "1", "", "/min", "/min", "{score}", "", "{sd}", "σ");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Locale locale;
  private final ZoneId zone;
  private final Map<String, String> metrics;
  private final Map<String, String> codes;
  private final Map<Severity, String> severities;

  private Words(
      Locale locale,
      ZoneId zone,
      Map<String, String> metrics,
      Map<String, String> codes,
      Map<Severity, String> severities) {
    this.locale = locale;
    this.zone = zone;
    this.metrics = metrics;
    this.codes = codes;
    this.severities = severities;
  }

  /** The words for a person's language, with times in UTC; French unless it is {@code en}. */
  public static Words of(String language) {
    return language.toLowerCase(Locale.ROOT).startsWith("en") ? ENGLISH : FRENCH;
  }

  /** The same words with the times of these clocks beside those of UTC. */
  public Words in(ZoneId local) {
    return new Words(locale, local, metrics, codes, severities);
  }

  /** One of two, by language. */
  public String either(String french, String english) {
    return locale.equals(FRENCH.locale) ? french : english;
  }

  /** The language's two letters. */
  public String language() {
    return locale.getLanguage();
  }

  /** The metric's name. */
  public String metric(Metric metric) {
    return metrics.getOrDefault(metric.id(), metric.id());
  }

  /** The severity's name. */
  String severity(Severity severity) {
    return severities.getOrDefault(severity, severity.name());
  }

  /** A value with its unit, or the words of a coded one. */
  public String value(Metric metric, double value) {
    if (metric.coded()) {
      int index = (int) value;
      boolean known = index >= 0 && index < metric.codes().size();
      String code = known ? metric.codes().get(index) : Integer.toString(index);
      return codes.getOrDefault(code, code);
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
    return TIME.format(instant.atZone(zone))
        + either(" (heure de %s), ", " (%s time), ").formatted(place)
        + utc;
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
    return seconds / 86_400 + either(" j ", " d ") + seconds / 3_600 % 24 + " h";
  }
}
