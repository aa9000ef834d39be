package vigie.jobs.timeline;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vigie.reading.Reading;

/** Rollups recomputed from raw readings in the plainest way, to compare with. */
final class ExpectedRollups {
  private ExpectedRollups() {}

  static List<Rollup> of(Collection<Reading> distinct, Resolution resolution) {
    long millis =
        switch (resolution) {
          case MINUTE -> Duration.ofMinutes(1).toMillis();
          case HOUR -> Duration.ofHours(1).toMillis();
          case DAY -> Duration.ofDays(1).toMillis();
        };
    Map<List<Object>, List<Reading>> groups =
        distinct.stream()
            .collect(
                Collectors.groupingBy(
                    r ->
                        List.of(
                            r.patient(),
                            r.metric().number(),
                            Math.floorDiv(r.effective().toEpochMilli(), millis))));
    return groups.values().stream().map(group -> of(group, millis)).toList();
  }

  private static Rollup of(List<Reading> group, long millis) {
    Comparator<Reading> order =
        Comparator.comparing(Reading::effective)
            .thenComparing(r -> r.id().getLeastSignificantBits());
    Reading first = group.stream().min(order).orElseThrow();
    Reading last = group.stream().max(order).orElseThrow();
    return new Rollup(
        first.patient().value(),
        first.metric().number(),
        Math.floorDiv(first.effective().toEpochMilli(), millis) * millis,
        group.size(),
        group.stream().mapToDouble(Reading::value).sum(),
        group.stream().mapToDouble(Reading::value).min().orElseThrow(),
        group.stream().mapToDouble(Reading::value).max().orElseThrow(),
        first.effective().toEpochMilli(),
        first.value(),
        first.id().getLeastSignificantBits(),
        last.effective().toEpochMilli(),
        last.value(),
        last.id().getLeastSignificantBits());
  }
}
