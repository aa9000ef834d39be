package vigie.api.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchdogSettingsTest {
  @Test
  void everyFiveMinutesWithTwoMinutesOfPatienceUnlessSet() {
    assertThat(WatchdogSettings.of(Map.of()))
        .isEqualTo(new WatchdogSettings(true, Duration.ofMinutes(5), Duration.ofMinutes(2)));
  }

  @Test
  void patienceIsNeverLongerThanThePeriod() {
    assertThat(WatchdogSettings.of(Map.of("VIGIE_WATCHDOG_PERIOD", "PT1M")).patience())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void offIsOff() {
    assertThat(WatchdogSettings.of(Map.of("VIGIE_WATCHDOG_PERIOD", "OFF")).on()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_WATCHDOG_PERIOD,   PT9S",
    "VIGIE_WATCHDOG_PERIOD,   PT61M",
    "VIGIE_WATCHDOG_PERIOD,   often",
    "VIGIE_WATCHDOG_PATIENCE, PT4S",
    "VIGIE_WATCHDOG_PATIENCE, PT6M",
    "VIGIE_WATCHDOG_PATIENCE, ''",
  })
  void aWrongOneIsRefusedByItsName(String name, String value) {
    assertThatThrownBy(() -> WatchdogSettings.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + value + "'");
  }
}
