package vigie.cli.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import vigie.engine.sample.Sample;
import vigie.reading.Reading;

/**
 * Which readings were not taken at rest: "steps = 0 for 10 min" ({@code clinical.md} 4.1), read in
 * two ways.
 */
final class RestGate {
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private RestGate() {}

  /** As the rule's gate says: an interval of steps is known, and counts, as of its end. */
  static Predicate<Reading> atEnd(List<Reading> readings) {
    NavigableMap<Instant, Reading> walked = new TreeMap<>();
    RuleOracle.inOrder(readings.stream().filter(RestGate::walked))
        .forEach(reading -> walked.putIfAbsent(end(reading), reading));
    return reading -> {
      var last = walked.floorEntry(reading.effective());
      // Of the same time, only steps that stand before it in the order are known by then.
      if (last != null
          && last.getKey().equals(reading.effective())
          && Sample.of(last.getValue()).identity > Sample.of(reading).identity) {
        last = walked.lowerEntry(reading.effective());
      }
      return last != null
          && Duration.between(last.getKey(), reading.effective()).compareTo(WITHIN) <= 0;
    };
  }

  /** As the words say: an interval of steps counts from its begin to its end. */
  static Predicate<Reading> throughout(List<Reading> readings) {
    NavigableMap<Instant, Instant> endByBegin = new TreeMap<>();
    readings.stream()
        .filter(RestGate::walked)
        .forEach(
            steps ->
                endByBegin.merge(steps.effective(), end(steps), (a, b) -> a.isAfter(b) ? a : b));
    return reading -> {
      // Epochs of a watch do not overlap by much, so the latest begun is the latest ended.
      var last = endByBegin.lowerEntry(reading.effective());
      return last != null && last.getValue().plus(WITHIN).isAfter(reading.effective());
    };
  }

  private static boolean walked(Reading reading) {
    return reading.metric().id().equals("steps") && reading.value() > 0;
  }

  static Instant end(Reading steps) {
    Instant end = steps.effectiveEnd();
    return end == null ? steps.effective() : end;
  }
}
