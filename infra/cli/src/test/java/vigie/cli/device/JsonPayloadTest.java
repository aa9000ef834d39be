package vigie.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.reading.Context;

class JsonPayloadTest {
  private static final Instant T = Instant.ofEpochMilli(1_700_000_000_000L);

  @Test
  void readingsOfOneTimeShareAnObjectWithTheirUnits() {
    assertThat(
            json(
                DeviceReading.instant("cuff", "bp-systolic", 122, "mmHg", T),
                DeviceReading.instant("cuff", "bp-diastolic", 80.5, "mmHg", T)))
        .isEqualTo(
            "{\"ts\":1700000000000,\"values\":{\"bp-systolic\":{\"value\":122.0,\"unit\":\"mmHg\"},"
                + "\"bp-diastolic\":{\"value\":80.5,\"unit\":\"mmHg\"}}}");
  }

  @Test
  void readingsOfSeveralTimesAreAnArray() {
    assertThat(
            json(
                DeviceReading.instant("strap", "heart-rate", 70, "bpm", T),
                DeviceReading.instant("strap", "heart-rate", 71, "bpm", T.plusSeconds(1))))
        .startsWith("[{\"ts\":1700000000000,")
        .contains("{\"ts\":1700000001000,");
  }

  @Test
  void twoValuesOfOneMetricAtOneTimeAreBothKept() {
    assertThat(
            json(
                DeviceReading.instant("cgm", "glucose-cgm", 6.1, "mmol/L", T),
                DeviceReading.instant("cgm", "glucose-cgm", 6.2, "mmol/L", T)))
        .contains("6.1", "6.2");
  }

  @Test
  void intervalZoneNumberAndContextAreSent() {
    assertThat(
            json(
                DeviceReading.interval("watch", "steps", 12, "steps", T, T.plusSeconds(60))
                    .numbered(7)
                    .zoned("+01:00")
                    .during(Context.EXERCISE)))
        .startsWith(
            "{\"ts\":1700000000000,\"endTs\":1700000060000,\"seq\":7,\"zone\":\"+01:00\","
                + "\"context\":\"exercise\",");
  }

  @Test
  void whatAPersonEnteredSaysSoAndStandsApartFromWhatWasMeasured() {
    assertThat(
            json(
                DeviceReading.instant("scale", "body-weight", 71.4, "kg", T).enteredByHand(),
                DeviceReading.instant("scale", "body-fat", 21, "%", T)))
        .startsWith("[{\"ts\":1700000000000,\"quality\":\"self-reported\",\"values\":{\"body-w")
        .contains("},{\"ts\":1700000000000,\"values\":{\"body-fat\"");
  }

  private static String json(DeviceReading... readings) {
    return new String(JsonPayload.of(List.of(readings)), StandardCharsets.UTF_8);
  }
}
