package vigie.reading;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics there are, read once from {@code vigie/metrics.json}, and for each that may be
 * missing one that says for how long. Immutable, safe to share.
 */
public final class MetricCatalogue {
  /** Before the id of a measured metric: how long it has been missing. */
  private static final String MISSING_PREFIX = "missing-";

  /** So far from the metric's own number; those of the file are below. */
  private static final int MISSING_OFFSET = 500;

  private static final int MISSING_MINUTES_MAX = 100_000;
  private static final MetricCatalogue STANDARD = load();

  private final List<Metric> listed;
  private final Map<String, Metric> byId;
  private final @Nullable Metric[] byNumber;

  private MetricCatalogue(Collection<Metric> metrics) {
    listed = metrics.stream().sorted(Comparator.comparingInt(Metric::number)).toList();
    List<Metric> all = new ArrayList<>(metrics);
    metrics.stream().filter(MetricCatalogue::mayBeMissing).forEach(m -> all.add(missingOf(m)));
    Map<String, Metric> ids = new LinkedHashMap<>();
    int highest = all.stream().mapToInt(Metric::number).max().orElse(0);
    byNumber = new Metric[highest + 1];
    for (Metric metric : all) {
      if (ids.put(metric.id(), metric) != null || byNumber[metric.number()] != null) {
        throw new IllegalArgumentException(
            "metric " + metric.id() + ": id or number " + metric.number() + " stands twice");
      }
      byNumber[metric.number()] = metric;
    }
    byId = Map.copyOf(ids);
  }

  /** The catalogue that comes with this version. */
  public static MetricCatalogue standard() {
    return STANDARD;
  }

  /** The metric of this name, or empty when there is none. */
  public Optional<Metric> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The metric of this name; throws IllegalArgumentException when there is none. */
  public Metric metric(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("unknown metric '" + id + "'"));
  }

  /** The metric of this number; throws IllegalArgumentException when there is none. */
  public Metric metric(int number) {
    Metric metric = number > 0 && number < byNumber.length ? byNumber[number] : null;
    if (metric == null) {
      throw new IllegalArgumentException("unknown metric number " + number);
    }
    return metric;
  }

  /** All metrics of the file, in the order of their numbers. */
  public List<Metric> all() {
    return listed;
  }

  /**
   * The technical metric that says for how many minutes none of this one's values has come; empty
   * for what no device sends, and for an event, which is never due.
   */
  public Optional<Metric> missing(Metric metric) {
    return mayBeMissing(metric) ? find(MISSING_PREFIX + metric.id()) : Optional.empty();
  }

  /** Whose absence a metric tells of; empty for any but those of {@link #missing}. */
  public Optional<Metric> missed(Metric metric) {
    return metric.technical() && metric.id().startsWith(MISSING_PREFIX)
        ? find(metric.id().substring(MISSING_PREFIX.length()))
        : Optional.empty();
  }

  private static boolean mayBeMissing(Metric metric) {
    return metric.measured() && !metric.coded();
  }

  private static Metric missingOf(Metric metric) {
    if (metric.number() >= MISSING_OFFSET) {
      throw new IllegalArgumentException(
          "metric " + metric.id() + ": number must be below " + MISSING_OFFSET);
    }
    return new Metric(
        metric.number() + MISSING_OFFSET,
        MISSING_PREFIX + metric.id(),
        null,
        List.of(),
        List.of(),
        null,
        "min",
        List.of(),
        0,
        MISSING_MINUTES_MAX,
        null,
        Duration.ofHours(1),
        Duration.ofHours(1),
        true,
        List.of(),
        List.of());
  }

  /**
   * The categories that a viewer must be shown to see this metric: a score tells of all its parts,
   * a technical metric of none.
   */
  public Set<Category> categories(Metric metric) {
    if (metric.technical()) {
      return Set.of();
    }
    Set<Category> categories = EnumSet.of(metric.category());
    metric.derivedFrom().forEach(source -> categories.add(metric(source).category()));
    return categories;
  }

  private static MetricCatalogue load() {
    ObjectMapper json =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try (InputStream in = MetricCatalogue.class.getResourceAsStream("/vigie/metrics.json")) {
      List<Row> rows = json.readValue(in, new TypeReference<List<Row>>() {});
      return new MetricCatalogue(rows.stream().map(Row::metric).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("vigie/metrics.json cannot be read", e);
    }
  }

  /** One line of the file, durations still text. */
  private record Row(
      int number,
      String id,
      @Nullable Category category,
      List<String> loinc,
      List<Integer> mdc,
      @Nullable String fhirProfile,
      String unit,
      List<Metric.Conversion> accepted,
      double low,
      double high,
      @Nullable Double questionableBelow,
      String expectedInterval,
      String maxAlertAge,
      boolean alertable,
      @Nullable List<String> derivedFrom,
      @Nullable List<String> codes) {
    Metric metric() {
      return new Metric(
          number,
          id,
          category,
          List.copyOf(loinc),
          List.copyOf(mdc),
          fhirProfile,
          unit,
          List.copyOf(accepted),
          low,
          high,
          questionableBelow,
          Duration.parse(expectedInterval),
          Duration.parse(maxAlertAge),
          alertable,
          derivedFrom == null ? List.of() : derivedFrom,
          codes == null ? List.of() : codes);
    }
  }
}
