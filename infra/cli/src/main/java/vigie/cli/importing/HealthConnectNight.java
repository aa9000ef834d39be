package vigie.cli.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.cli.device.DeviceReading;
import vigie.reading.MetricCatalogue;

/**
 * A session of sleep in Health Connect, with its stages. It lasts as Health Connect itself reckons:
 * from its begin to its end, without what was spent awake ({@code
 * SleepSessionRecord.StageType.DURATION_EXCLUDE_TYPES}). One thread.
 */
final class HealthConnectNight {
  private static final String AWAKE = "awake";

  /** The codes of {@code SleepSessionRecord.StageType}; 0 is unknown, and asleep. */
  private static final Map<Integer, String> STAGES =
      Map.of(
          1, AWAKE,
          2, "asleepUnspecified",
          3, AWAKE,
          4, "asleepCore",
          5, "asleepDeep",
          6, "asleepREM",
          7, AWAKE);

  /** How long the session was in a stage, by the stage. */
  private static final Map<String, String> TOTALS =
      Map.of("asleepDeep", "sleep-deep", "asleepCore", "sleep-light", "asleepREM", "sleep-rem");

  private static final List<String> CODES =
      MetricCatalogue.standard().metric("sleep-stage").codes();
  private static final double MINUTE = 60_000;

  private final HealthConnectRow session;
  private final long end;
  private final Map<String, Long> millis = new LinkedHashMap<>();

  /** Begins with a session that has an end. */
  HealthConnectNight(HealthConnectRow session) {
    if (session.end() == null) {
      throw new IllegalArgumentException("it has no end");
    }
    this.session = session;
    this.end = session.end();
  }

  /**
   * Adds a stage.
   *
   * @param from its begin, in milliseconds since 1970
   * @param to its end
   * @param type Health Connect's code
   * @return its reading; none for a stage that nobody knows
   * @throws IllegalArgumentException when it is not within the session
   */
  List<DeviceReading> stage(long from, long to, int type) {
    if (to < from || from < session.begin() || to > end) {
      throw new IllegalArgumentException("a stage of sleep is not within its session");
    }
    String stage = STAGES.get(type);
    if (stage == null) {
      return List.of();
    }
    millis.merge(stage, to - from, Long::sum);
    return List.of(session.reading("sleep-stage", CODES.indexOf(stage), "1", from, to));
  }

  /**
   * The session as a whole, after its stages.
   *
   * @throws IllegalArgumentException when more was spent awake than it lasted
   */
  List<DeviceReading> whole() {
    long asleep = end - session.begin() - millis.getOrDefault(AWAKE, 0L);
    if (asleep < 0) {
      throw new IllegalArgumentException("a session of sleep has more time awake than it lasts");
    }
    List<DeviceReading> readings = new ArrayList<>();
    readings.add(session.reading("sleep-total", asleep / MINUTE, "min"));
    millis.forEach(
        (stage, spent) -> {
          String total = TOTALS.get(stage);
          if (total != null) {
            readings.add(session.reading(total, spent / MINUTE, "min"));
          }
        });
    return readings;
  }
}
