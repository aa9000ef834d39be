package vigie.cli.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vigie.cli.device.DeviceReading;
import vigie.cli.export.ExportedSubject;

/** How often a person's glucose sensor measures: some every 5 minutes, some every 15. */
final class Cadence {
  private static final Duration OFTEN = Duration.ofMinutes(5);
  private static final Duration SELDOM = Duration.ofMinutes(15);
  private static final Duration BETWEEN = Duration.ofMinutes(10);

  private Cadence() {}

  /** The nearer of the two to the median spacing; rows of one minute are two sources' of one. */
  static Duration ofGlucose(ExportedSubject person) {
    List<Instant> times =
        person.readings().stream()
            .filter(reading -> reading.metric().equals("glucose-cgm"))
            .map(DeviceReading::effective)
            .sorted()
            .distinct()
            .toList();
    List<Duration> spacings = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      spacings.add(Duration.between(times.get(i - 1), times.get(i)));
    }
    spacings.sort(null);
    boolean often = spacings.isEmpty() || spacings.get(spacings.size() / 2).compareTo(BETWEEN) < 0;
    return often ? OFTEN : SELDOM;
  }
}
