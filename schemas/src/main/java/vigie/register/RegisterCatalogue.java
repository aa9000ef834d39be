package vigie.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The register, read once from {@code vigie/register.json}. A place is a table, a topic or an Avro
 * record; {@code "*"} stands for its columns or fields that are not named. Immutable.
 */
public final class RegisterCatalogue {
  /** Stands for all that is not named. */
  private static final String OTHERS = "*";

  /** What is called so tells who somebody is or where; a place's default does not cover it. */
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)(.*_)?(first_?name|last_?name|username|name|e?mail|phone|birth.*|postal.*|ip)");

  private static final RegisterCatalogue STANDARD = load();

  private final Map<String, RetentionRule> retentions;
  private final Map<String, DataKind> kinds;
  private final Map<String, Map<String, DataKind>> places;

  private RegisterCatalogue(
      Map<String, RetentionRule> retentions,
      Map<String, DataKind> kinds,
      Map<String, Map<String, DataKind>> places) {
    this.retentions = retentions;
    this.kinds = kinds;
    this.places = places;
  }

  /** The register that comes with this version. */
  public static RegisterCatalogue standard() {
    return STANDARD;
  }

  /** Every kind of data, in the order of the file. */
  public List<DataKind> kinds() {
    return List.copyOf(kinds.values());
  }

  /** Every rule of retention, in the order of the file. */
  public List<RetentionRule> retentions() {
    return List.copyOf(retentions.values());
  }

  /** The rule of this name; throws IllegalArgumentException when there is none. */
  public RetentionRule retention(String id) {
    return found(retentions, id, "retention");
  }

  /** The names of all places, in order. */
  public Set<String> places() {
    return new TreeSet<>(places.keySet());
  }

  /** What is declared of a place, by column or field; {@code "*"} for those not named. */
  public Map<String, DataKind> place(String name) {
    return places.getOrDefault(name, Map.of());
  }

  /**
   * What a place's columns or fields are unless named; throws IllegalArgumentException for none.
   */
  public DataKind others(String place) {
    return found(place(place), OTHERS, "line of '" + place + "' with");
  }

  /** What is declared of a column or field; empty when nothing is. */
  public Optional<DataKind> kind(RegisteredField field) {
    Map<String, DataKind> declared = place(field.place());
    DataKind own = declared.get(field.name());
    return own != null || TELLING.matcher(field.name()).matches()
        ? Optional.ofNullable(own)
        : Optional.ofNullable(declared.get(OTHERS));
  }

  /** Of the fields there are, one line for each place where some are not declared: what to add. */
  public List<String> missing(Collection<RegisteredField> fields) {
    Map<String, Set<String>> missing = new TreeMap<>();
    fields.stream()
        .filter(field -> kind(field).isEmpty())
        .forEach(
            field ->
                missing.computeIfAbsent(field.place(), any -> new TreeSet<>()).add(field.name()));
    List<String> lines = new ArrayList<>();
    missing.forEach(
        (place, names) -> {
          List<String> named =
              new ArrayList<>(names.stream().filter(n -> TELLING.matcher(n).matches()).toList());
          if (!places.containsKey(place)) {
            named.add(0, OTHERS);
          }
          lines.add(
              "in vigie/register.json under \"places\", "
                  + (places.containsKey(place) ? "to the line of " : "a line for ")
                  + "\""
                  + place
                  + "\": "
                  + String.join(
                      ", ", named.stream().map(name -> "\"" + name + "\": \"KIND\"").toList())
                  + "; KIND is one of "
                  + String.join(", ", kinds.keySet())
                  + ", or a new one under \"kinds\"");
        });
    return lines;
  }

  /** What is declared of these places and is not there any more, as {@code place.name}. */
  public List<String> stale(Collection<RegisteredField> fields, Collection<String> among) {
    Set<String> there = new TreeSet<>();
    fields.forEach(
        field -> {
          there.add(field.place() + "." + OTHERS);
          there.add(field.place() + "." + field.name());
        });
    return among.stream()
        .flatMap(place -> place(place).keySet().stream().map(name -> place + "." + name))
        .filter(name -> !there.contains(name))
        .sorted()
        .toList();
  }

  private static RegisterCatalogue load() {
    ObjectMapper json = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try (InputStream in = RegisterCatalogue.class.getResourceAsStream("/vigie/register.json")) {
      return read(json.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("vigie/register.json cannot be read", e);
    }
  }

  private static RegisterCatalogue read(JsonNode root) {
    Map<String, RetentionRule> retentions = new LinkedHashMap<>();
    for (JsonNode rule : root.required("retentions")) {
      retentions.put(text(rule, "id"), retention(rule));
    }
    Map<String, JsonNode> whole = new LinkedHashMap<>();
    Map<String, DataKind> kinds = new LinkedHashMap<>();
    for (JsonNode each : root.required("kinds")) {
      JsonNode kind = each;
      if (each.has("like")) {
        kind = found(whole, text(each, "like"), "kind").deepCopy();
        ((ObjectNode) kind).setAll((ObjectNode) each);
      }
      whole.put(text(kind, "id"), kind);
      kinds.put(text(kind, "id"), kind(kind, retentions));
    }
    Map<String, Map<String, DataKind>> places = new TreeMap<>();
    for (Map.Entry<String, JsonNode> place : root.required("places").properties()) {
      Map<String, DataKind> declared = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> name : place.getValue().properties()) {
        declared.put(name.getKey(), found(kinds, name.getValue().asText(), "kind"));
      }
      places.put(place.getKey(), declared);
    }
    return new RegisterCatalogue(retentions, kinds, places);
  }

  private static RetentionRule retention(JsonNode rule) {
    return new RetentionRule(
        text(rule, "id"),
        text(rule, "promise"),
        period(rule, "keep"),
        period(rule, "archive"),
        period(rule, "warn"),
        text(rule, "french"),
        text(rule, "english"));
  }

  private static DataKind kind(JsonNode kind, Map<String, RetentionRule> retentions) {
    return new DataKind(
        text(kind, "id"),
        DataClass.valueOf(text(kind, "class")),
        all(kind, "purposes", Use::valueOf),
        LegalBasis.valueOf(text(kind, "basis")),
        all(kind, "sources", DataSource::valueOf),
        DataController.valueOf(text(kind, "controller")),
        all(kind, "recipients", DataRecipient::valueOf),
        found(retentions, text(kind, "retention"), "retention"),
        kind.required("optional").booleanValue(),
        text(kind, "french"),
        text(kind, "english"));
  }

  private static <T> T found(Map<String, T> all, String id, String what) {
    T found = all.get(id);
    if (found == null) {
      throw new IllegalArgumentException(
          "vigie/register.json: there is no " + what + " '" + id + "', only " + all.keySet());
    }
    return found;
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }

  private static @Nullable Period period(JsonNode node, String field) {
    return node.has(field) ? Period.parse(text(node, field)) : null;
  }

  private static <T> List<T> all(JsonNode node, String field, Function<String, T> value) {
    List<T> values = new ArrayList<>();
    node.required(field).forEach(each -> values.add(value.apply(each.asText())));
    return values;
  }
}
