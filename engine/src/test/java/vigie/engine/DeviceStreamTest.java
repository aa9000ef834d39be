package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.MetricCatalogue;

/** {@code clinical.md} 4.4, by what a device sends and how often its binding says. */
class DeviceStreamTest {
  @ParameterizedTest
  @CsvSource({
    "glucose-cgm, 0, CGM",
    "glucose-cgm, 300, CGM",
    "heart-rate, 0, CONTINUOUS",
    "heart-rate, 1, CONTINUOUS",
    "heart-rate, 60, CONTINUOUS",
    "heart-rate, 61, BACKGROUND",
    "heart-rate, 300, BACKGROUND",
    "heart-rate, 1200, BACKGROUND",
    "heart-rate, 1201, OTHER",
    "spo2, 1, CONTINUOUS",
    "respiratory-rate, 60, CONTINUOUS",
    "respiratory-rate, 300, BACKGROUND",
    "bp-systolic, 0, ",
    "bp-systolic, 21600, PLAN",
    "bp-diastolic, 21600, PLAN",
    "body-weight, 0, WEIGHT",
    "body-weight, 86400, WEIGHT",
    "sleep-total, 0, SUMMARY",
    "hrv-rmssd, 300, SUMMARY",
    "glucose, 0, ",
    "glucose, 14400, OTHER",
    "body-temperature, 300, OTHER",
    "steps, 900, OTHER",
    "steps, 0, ",
    "body-height, 900, ",
    "fall, 60, ",
    "af-flag, 60, ",
  })
  void whatIsExpectedOfAMetric(String metric, long boundSeconds, DeviceStream stream) {
    assertThat(DeviceStream.of(MetricCatalogue.standard().metric(metric), boundSeconds))
        .isEqualTo(stream);
  }

  @ParameterizedTest
  @CsvSource({
    "CGM, 300, 60",
    "CONTINUOUS, 1, 60",
    "BACKGROUND, 300, 60",
    "WEIGHT, 86400, 3600",
    "SUMMARY, 0, 3600",
    "PLAN, 21600, 21600",
    "OTHER, 14400, 14400",
    "OTHER, 1201, 1201",
    "OTHER, 1199, 1200",
    "OTHER, 60, 1200",
  })
  void inWhatItsSilenceIsCounted(DeviceStream stream, long boundSeconds, long seconds) {
    assertThat(stream.unitMillis(boundSeconds)).isEqualTo(seconds * 1000);
  }
}
