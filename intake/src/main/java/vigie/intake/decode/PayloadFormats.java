package vigie.intake.decode;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vigie.reading.MetricCatalogue;

/**
 * The formats that are understood, each with its word: the last level of the topic. An MQTT 5
 * content type decides instead of the topic when it names a format; its parameter {@code
 * aggregation} says over what time values were made. Immutable, safe to share.
 */
public final class PayloadFormats {
  /** Types that say nothing beyond what every format here is. */
  private static final Set<String> GENERAL =
      Set.of("", "application/json", "text/json", "text/plain", "application/octet-stream");

  /** Registered types that name one of the formats. */
  private static final Map<String, String> STANDARD_TYPES =
      Map.of(
          "application/senml+json", "senml",
          "application/fhir+json", "fhir",
          // As FHIR called it before its third version, and some still do.
          "application/json+fhir", "fhir");

  private static final String AGGREGATION = "aggregation=";
  private static final int PARAMETERS_MAX = 8;

  private static final String OWN_PREFIX = "application/vnd.vigie.";
  private static final String OWN_SUFFIX = "+json";

  private final Map<String, PayloadDecoder> byWord;

  private PayloadFormats(Map<String, PayloadDecoder> byWord) {
    this.byWord = new TreeMap<>(byWord);
  }

  /** All formats there are, with this catalogue's metrics. */
  public static PayloadFormats standard(MetricCatalogue catalogue) {
    MetricNames names = new MetricNames(catalogue);
    return new PayloadFormats(
        Map.of(
            "json", new JsonPayloadDecoder(names),
            "gateway", new JsonGatewayDecoder(names),
            "senml", new SenmlDecoder(names),
            "omh", new OmhDecoder(catalogue),
            "fhir", new FhirDecoder(catalogue),
            "hae", new HealthAutoExportDecoder(catalogue),
            "theengs", new TheengsDecoder(catalogue)));
  }

  /** The words, in alphabetical order. */
  public Set<String> words() {
    return byWord.keySet();
  }

  /** Loads what the first messages would otherwise wait for; see {@link PayloadDecoder#warmUp}. */
  public void warmUp() {
    byWord.values().forEach(PayloadDecoder::warmUp);
  }

  /**
   * The decoder for a message; null when there is none.
   *
   * @param word the topic's last level
   * @param contentType the message's content type; empty when it has none
   */
  public @Nullable PayloadDecoder find(String word, String contentType) {
    String decisive = decisive(word, contentType);
    PayloadDecoder decoder = decisive == null ? null : byWord.get(decisive);
    String aggregation = aggregation(contentType);
    return decoder == null || aggregation.isEmpty() ? decoder : decoder.aggregated(aggregation);
  }

  /** The content type's parameter of this name; empty when there is none. */
  private static String aggregation(String contentType) {
    String[] parts = contentType.split(";", PARAMETERS_MAX);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith(AGGREGATION)) {
        return parameter.substring(AGGREGATION.length()).replace("\"", "").strip();
      }
    }
    return "";
  }

  /**
   * The word of the format that a message is read as; null when there is none.
   *
   * @param word the topic's last level
   * @param contentType the message's content type; empty when it has none
   */
  public @Nullable String decisive(String word, String contentType) {
    String named = named(word, contentType);
    return named != null && byWord.containsKey(named) ? named : null;
  }

  private static @Nullable String named(String word, String contentType) {
    int parameters = contentType.indexOf(';');
    String type =
        (parameters < 0 ? contentType : contentType.substring(0, parameters))
            .strip()
            .toLowerCase(Locale.ROOT);
    if (GENERAL.contains(type)) {
      return word;
    }
    boolean own = type.startsWith(OWN_PREFIX) && type.endsWith(OWN_SUFFIX);
    return own
        ? type.substring(OWN_PREFIX.length(), type.length() - OWN_SUFFIX.length())
        : STANDARD_TYPES.get(type);
  }
}
