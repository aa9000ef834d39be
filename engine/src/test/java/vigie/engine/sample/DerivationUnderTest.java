package vigie.engine.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import vigie.alert.Grounds;
import vigie.patient.ProfileFlag;
import vigie.reading.MetricCatalogue;

/** One derivation with its memory: samples in, derived values out, by their metrics' ids. */
final class DerivationUnderTest {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  final Derivation derivation;
  Series past = new Series();
  final Sample sample = new Sample();
  final Derived out = new Derived();
  private final String made;

  /** What makes this metric for a patient with these flags. */
  DerivationUnderTest(String made, ProfileFlag... flags) {
    this(made, Derivations.making(made, Set.of(flags), Map.of()));
  }

  /** What makes this metric for a patient who ranks devices so. */
  DerivationUnderTest(String made, Map<String, List<String>> sourceOrder) {
    this(made, Derivations.making(made, Set.of(), sourceOrder));
  }

  private DerivationUnderTest(String made, Derivation derivation) {
    this.made = made;
    this.derivation = derivation;
    sample.offsetMinutes = 0;
    sample.intervalSeconds = 60;
  }

  /** Takes in a value of the only source. */
  Map<String, Double> takes(double value, Instant at) {
    return takes(derivation.sources().get(0), value, at);
  }

  Map<String, Double> takes(double value, Duration afterStart) {
    return takes(value, START.plus(afterStart));
  }

  Map<String, Double> takes(String source, double value, Instant at) {
    sample.metric = MetricCatalogue.standard().metric(source).number();
    sample.value = value;
    sample.effective = at.toEpochMilli();
    sample.received = sample.effective;
    out.clear();
    derivation.derive(past, sample, out);
    Map<String, Double> made = new TreeMap<>();
    for (int i = 0; i < out.size(); i++) {
      made.put(MetricCatalogue.standard().metric(out.metric(i)).id(), out.value(i));
    }
    return made;
  }

  /** What its latest value rests on, of the metric that it was made for. */
  Grounds grounds() {
    return grounds(made);
  }

  /** What the latest value of another of its metrics rests on. */
  Grounds grounds(String metric) {
    int number = MetricCatalogue.standard().metric(metric).number();
    return derivation.basis(number, past).grounds();
  }

  double baseline() {
    return Objects.requireNonNull(grounds().baseline());
  }
}
