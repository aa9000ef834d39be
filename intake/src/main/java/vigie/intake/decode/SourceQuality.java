package vigie.intake.decode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/** What a device says of its own value (clinical reference 4.1, after IEEE 11073-10101). */
enum SourceQuality {
  VALID,
  QUESTIONABLE,
  EARLY_ESTIMATE,
  /** A person said so. */
  SELF_REPORTED,
  TEST_DATA,
  INVALID,
  CALIBRATION_ONGOING,
  NOT_AVAILABLE;

  /** The quality of this word, such as {@code early-estimate}; null when there is none. */
  static @Nullable SourceQuality of(String word) {
    for (SourceQuality quality : values()) {
      if (quality.word().equals(word)) {
        return quality;
      }
    }
    return null;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether a value of this metric is in doubt: what a person says of glucose or blood pressure is
   * read from an instrument and may have to be acted on at once.
   */
  boolean doubtful(@Nullable Metric metric) {
    return switch (this) {
      case QUESTIONABLE, EARLY_ESTIMATE -> true;
      case SELF_REPORTED ->
          metric != null
              && metric.category() != Category.BLOOD_GLUCOSE
              && metric.category() != Category.BLOOD_PRESSURE;
      default -> false;
    };
  }

  /** Why such a value is no measurement; null when it is one. */
  @Nullable Refusal refusal() {
    return switch (this) {
      case INVALID, CALIBRATION_ONGOING, NOT_AVAILABLE ->
          new Refusal(RejectionReason.SENSOR_INVALID, "the device says that it is " + word());
      default -> null;
    };
  }
}
