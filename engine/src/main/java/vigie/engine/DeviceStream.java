package vigie.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What kind of stream a device sends ({@code clinical.md} 4.4), the most urgent first. Each has a
 * technical metric for its silence; how much of it is too much the rules on that metric say.
 */
enum DeviceStream {
  /** Interstitial glucose; in minutes. */
  CGM("silence-cgm", Duration.ofMinutes(1)),
  /** Heart rate, SpO2 or respiratory rate, at least once a minute; in minutes. */
  CONTINUOUS("silence-continuous", Duration.ofMinutes(1)),
  /** The same, less often, but three times within an hour; in minutes. */
  BACKGROUND("silence-background", Duration.ofMinutes(1)),
  /** Blood pressure as often as the binding says; in intervals. */
  PLAN("silence-plan", Duration.ZERO),
  /** Anything else as often as the binding says; in intervals of at least a third of the floor. */
  OTHER("silence-other", Duration.ZERO),
  /** Weight; in hours. */
  WEIGHT("silence-weight", Duration.ofHours(1)),
  /** What comes once a day; in hours. */
  SUMMARY("silence-summary", Duration.ofHours(1));

  private static final long CONTINUOUS_SECONDS = 60;
  private static final long BACKGROUND_SECONDS = Duration.ofMinutes(20).toSeconds();
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  /** Three intervals of any other stream are never less. */
  private static final Duration FLOOR = Duration.ofMinutes(60);

  private final int metric;
  private final Duration unit;

  DeviceStream(String metric, Duration unit) {
    this.metric = MetricCatalogue.standard().metric(metric).number();
    this.unit = unit;
  }

  /**
   * The stream to which readings of this metric belong.
   *
   * @param boundSeconds how often the device measures by its binding; 0 when that does not say
   * @return null where nothing is expected at any time: an event, or a spot measure without a plan
   */
  static @Nullable DeviceStream of(Metric metric, long boundSeconds) {
    if (metric.coded()) {
      return null;
    }
    long usual = metric.expectedInterval().toSeconds();
    return switch (metric.id()) {
      case "glucose-cgm" -> CGM;
      case "heart-rate", "spo2", "respiratory-rate" ->
          vital(boundSeconds == 0 ? usual : boundSeconds);
      case "bp-systolic", "bp-diastolic", "bp-mean" -> boundSeconds == 0 ? null : PLAN;
      case "body-weight" -> WEIGHT;
      default -> {
        if (usual == DAY_SECONDS) {
          yield SUMMARY;
        }
        yield boundSeconds == 0 || usual > DAY_SECONDS ? null : OTHER;
      }
    };
  }

  private static DeviceStream vital(long seconds) {
    if (seconds <= CONTINUOUS_SECONDS) {
      return CONTINUOUS;
    }
    // A ward's chart of every hour is not silent after one.
    return seconds <= BACKGROUND_SECONDS ? BACKGROUND : OTHER;
  }

  /** Number of the metric of its silence. */
  int metric() {
    return metric;
  }

  /** How long 1 of that metric is, in milliseconds. */
  long unitMillis(long boundSeconds) {
    return switch (this) {
      case PLAN -> boundSeconds * 1000;
      case OTHER -> Math.max(boundSeconds * 1000, FLOOR.toMillis() / 3);
      case CGM, CONTINUOUS, BACKGROUND, WEIGHT, SUMMARY -> unit.toMillis();
    };
  }
}
