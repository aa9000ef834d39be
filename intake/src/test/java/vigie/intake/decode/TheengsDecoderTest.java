package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vigie.intake.DeviceMessage;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;

class TheengsDecoderTest {
  private static final String STRAP = "{'id':'A4:C1:38:22:AA:BB','rssi':-58,'bpm':72}";

  private final IntakeFixture fixture = new IntakeFixture().withNamedDevices();

  @Test
  void theDeviceIsTheAddressAndTheTimeIsEstimated() {
    Reading reading = only(STRAP, IntakeFixture.NOW);
    assertThat(reading.device()).hasToString("a4c13822aabb");
    assertThat(reading.quality()).isEqualTo(Quality.TIME_ESTIMATED);
    assertThat(reading.received()).isEqualTo(IntakeFixture.NOW);
  }

  @Test
  void theSameAdvertisementAgainIsTheSameReading() {
    Reading first = only(STRAP, IntakeFixture.NOW);
    Reading again = only(STRAP.replace("-58", "-61"), IntakeFixture.NOW.plusMillis(3_200));
    Reading later = only(STRAP, IntakeFixture.NOW.plusSeconds(5));
    Reading other = only(STRAP.replace("72", "73"), IntakeFixture.NOW.plusSeconds(1));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(later.id()).isNotEqualTo(first.id());
    assertThat(other.id()).as("of five seconds the last value stands").isEqualTo(first.id());
  }

  @Test
  void poundsAreConvertedOnce() {
    Reading reading =
        only("{'id':'A4:C1:38:22:AA:BB','unit':'lb','weight':157}", IntakeFixture.NOW);
    assertThat(reading.value()).isEqualTo(71.214002);
    assertThat(reading.original()).isEqualTo(new Original(157, "lb"));
  }

  @Test
  void whatIsNoMeasurementOfThePatientIsCountedAndLeftOut() {
    IntakeResult result =
        decide(STRAP.replace("'bpm'", "'brand':'x','batt':80,'bpm'"), IntakeFixture.NOW);
    assertThat(result.accepted()).hasSize(1);
    assertThat(result.droppedFields()).isEqualTo(3);
  }

  private Reading only(String payload, Instant received) {
    IntakeResult result = decide(payload, received);
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted()).hasSize(1);
    return result.accepted().get(0);
  }

  private IntakeResult decide(String payload, Instant received) {
    return fixture.intake.decide(
        new DeviceMessage(
            IntakeFixture.DEVICE,
            "theengs",
            "",
            payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            "vigie/v1/watch-01/theengs"),
        received);
  }
}
