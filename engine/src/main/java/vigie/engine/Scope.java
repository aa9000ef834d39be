package vigie.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vigie.engine.sample.Derivation;
import vigie.engine.sample.Derivations;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * The rules that are judged together, on one fold: those of a category, or those of a score that is
 * made of several, or those on technical metrics for one device. With them comes what they need:
 * derivations, and gates on other metrics. Immutable.
 */
final class Scope {
  /** Rules on one metric that share an alert. */
  record Family(String name, List<RuleInForce> rules) {}

  /** The device scopes' common part; the rules on technical metrics are judged in them. */
  static final String DEVICE = "DEVICE";

  /** The scope of the scores that are made of several categories. */
  static final String OF_SEVERAL = "SCORE_OF_SEVERAL";

  private static final String DEVICE_PREFIX = DEVICE + "/";

  /** A derivation, and the number of the metric by which its memory is kept. */
  record Source(Derivation derivation, int series) {}

  /** What is done with a sample of one metric. */
  private static final class Plan {
    final Map<String, List<RuleInForce>> rules = new LinkedHashMap<>();
    final Map<Integer, GateInForce> gates = new TreeMap<>();
    final Map<Integer, Source> derivations = new TreeMap<>();
    List<Family> families = List.of();
    List<GateInForce> seenBy = List.of();
    List<Source> feeds = List.of();
  }

  private final String name;
  private final Map<String, List<String>> sourceOrder;
  private final Map<Integer, Plan> byMetric = new TreeMap<>();

  /** The same by metric number: looked up for each sample several times. */
  private final @Nullable Plan[] plans;

  private final Map<String, RuleInForce> byId = new HashMap<>();
  private final Map<Integer, Derivation> making = new HashMap<>();
  private final List<Metric> missing;
  private final Set<Integer> listened = new TreeSet<>();
  private long fingerprint = 1;

  /** The name of the scope in which a rule on this metric is judged. */
  static String nameOf(Metric metric) {
    if (metric.technical()) {
      return DEVICE;
    }
    Set<Category> categories = MetricCatalogue.standard().categories(metric);
    return categories.size() == 1 ? metric.category().name() : OF_SEVERAL;
  }

  /** The name of a device's scope. */
  static String ofDevice(String device) {
    return DEVICE_PREFIX + device;
  }

  /** Whether this is the name of a device's scope. */
  static boolean isDevice(String name) {
    return name.startsWith(DEVICE_PREFIX);
  }

  /** Whose device scope it is. */
  static String deviceOf(String name) {
    return name.substring(DEVICE_PREFIX.length());
  }

  /** The category whose rules it has; null for a score of several categories. */
  static @Nullable Category categoryOf(String name) {
    for (Category category : Category.values()) {
      if (category.name().equals(name)) {
        return category;
      }
    }
    return null;
  }

  /**
   * Whether what is kept of the scope of this name is kept on under this profile. A score of
   * several categories ends when one of them is withdrawn, and begins anew without.
   *
   * @param known the profile before; null when there was none
   */
  static boolean mayBeWatched(String name, @Nullable PatientProfile known, PatientProfile profile) {
    Category category = categoryOf(name);
    return category == null
        ? known == null || profile.consents().containsAll(known.consents())
        : profile.consents().contains(category);
  }

  /** The scope of this name with these rules in this order, for a patient with these flags. */
  Scope(String name, List<RuleInForce> rules, Set<ProfileFlag> flags) {
    this(name, rules, flags, Map.of(), List.of());
  }

  /**
   * The same.
   *
   * @param sourceOrder devices by metric, the preferred one first, where they are ranked
   * @param listening rules on what is missing of this category: they are judged in the devices'
   *     scopes, but when a value came is kept here, with the values
   */
  Scope(
      String name,
      List<RuleInForce> rules,
      Set<ProfileFlag> flags,
      Map<String, List<String>> sourceOrder,
      List<RuleInForce> listening) {
    this.name = name;
    this.sourceOrder = sourceOrder;
    for (RuleInForce rule : rules) {
      byId.put(rule.id(), rule);
      plan(rule.metric()).rules.computeIfAbsent(rule.family(), f -> new ArrayList<>()).add(rule);
      need(rule.metric(), flags);
      rule.also().forEach(gate -> watch(gate, flags));
      rule.unless().forEach(gate -> watch(gate, flags));
      rule.any().forEach(gate -> watch(gate, flags));
      mixIn(rule);
    }
    for (RuleInForce rule : listening) {
      missed(rule.metric()).ifPresent(metric -> listened.add(metric.number()));
      mixIn(rule);
    }
    missing =
        byMetric.entrySet().stream()
            .filter(entry -> !entry.getValue().rules.isEmpty())
            .flatMap(entry -> missed(entry.getKey()).stream())
            .toList();
    // What is derived depends on them too.
    fingerprint = fingerprint * 1_000_003 + new TreeSet<>(flags).toString().hashCode();
    sourceOrder.entrySet().stream()
        .filter(order -> byMetric.containsKey(number(order.getKey())))
        .sorted(Map.Entry.comparingByKey())
        .forEach(order -> fingerprint = fingerprint * 1_000_003 + order.toString().hashCode());
    for (Plan plan : byMetric.values()) {
      plan.families =
          plan.rules.entrySet().stream()
              .map(family -> new Family(family.getKey(), List.copyOf(family.getValue())))
              .toList();
      plan.seenBy = List.copyOf(plan.gates.values());
      plan.feeds = List.copyOf(plan.derivations.values());
    }
    plans = new Plan[byMetric.keySet().stream().mapToInt(number -> number + 1).max().orElse(0)];
    byMetric.forEach((number, plan) -> plans[number] = plan);
  }

  private void mixIn(RuleInForce rule) {
    for (char c : rule.fingerprint().toCharArray()) {
      fingerprint = fingerprint * 1_000_003 + c;
    }
  }

  /** Whose absence the metric of this number tells of; empty for any other. */
  static Optional<Metric> missed(int number) {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    return catalogue.missed(catalogue.metric(number));
  }

  private void watch(GateInForce gate, Set<ProfileFlag> flags) {
    plan(gate.metric()).gates.put(gate.key(), gate);
    need(gate.metric(), flags);
  }

  /** A derived metric needs its derivation, and that its sources. */
  private void need(int number, Set<ProfileFlag> flags) {
    Metric metric = MetricCatalogue.standard().metric(number);
    if (!metric.derived() || making.containsKey(number)) {
      return;
    }
    Derivation derivation = Derivations.making(metric.id(), flags, sourceOrder);
    int series = number(derivation.makes().get(0));
    derivation.makes().forEach(made -> making.put(number(made), derivation));
    derivation
        .sources()
        .forEach(
            source -> plan(number(source)).derivations.put(series, new Source(derivation, series)));
  }

  private static int number(String metric) {
    return MetricCatalogue.standard().metric(metric).number();
  }

  private Plan plan(int metric) {
    return byMetric.computeIfAbsent(metric, number -> new Plan());
  }

  private @Nullable Plan planned(int metric) {
    return metric < plans.length ? plans[metric] : null;
  }

  String name() {
    return name;
  }

  /** Whether samples of the metric of this number mean anything here. */
  boolean takes(int metric) {
    return planned(metric) != null;
  }

  /**
   * Whether it is kept here when samples of the metric of this number came, for what is missing.
   */
  boolean listensTo(int metric) {
    return !listened.isEmpty() && listened.contains(metric);
  }

  /** Numbers of the metrics of {@link #listensTo}. */
  Set<Integer> listened() {
    return listened;
  }

  /** The measured metrics that a device's rules want not to be missing. */
  List<Metric> missing() {
    return missing;
  }

  /** Numbers of the measured metrics whose samples mean something here. */
  List<Integer> measured() {
    return byMetric.keySet().stream()
        .filter(number -> !MetricCatalogue.standard().metric(number).derived())
        .toList();
  }

  /** The families that watch the metric of this number. */
  List<Family> families(int metric) {
    Plan plan = planned(metric);
    return plan == null ? List.of() : plan.families;
  }

  /** The gates on the metric of this number. */
  List<GateInForce> gates(int metric) {
    Plan plan = planned(metric);
    return plan == null ? List.of() : plan.seenBy;
  }

  /** What is made of samples of the metric of this number. */
  List<Source> derivations(int metric) {
    Plan plan = planned(metric);
    return plan == null ? List.of() : plan.feeds;
  }

  /** What makes the metric of this number; null for a measured one. */
  @Nullable Derivation making(int metric) {
    return making.get(metric);
  }

  /** Number of the metric by which that derivation's memory is kept. */
  int series(int metric) {
    return number(Objects.requireNonNull(making.get(metric)).makes().get(0));
  }

  /** The rule of this id, when it is in force for this patient. */
  @Nullable RuleInForce rule(String id) {
    return byId.get(id);
  }

  /** Equal for rules that judge alike; the same on every machine. Never 0. */
  long fingerprint() {
    return fingerprint == 0 ? 1 : fingerprint;
  }
}
