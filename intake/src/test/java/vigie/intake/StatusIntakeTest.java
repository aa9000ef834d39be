package vigie.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.device.DeviceStatus;
import vigie.reading.DeviceId;
import vigie.reading.RejectedReading;

class StatusIntakeTest {
  private final IntakeFixture fixture = new IntakeFixture();
  private final StatusIntake intake = new StatusIntake(fixture.directory);

  @Test
  void aStatusIsKeptWithItsBatteryAndTime() {
    assertThat(decide("{'state':'charging','battery':87,'ts':1772433669000}").status())
        .isEqualTo(
            new DeviceStatus(
                new DeviceId(IntakeFixture.DEVICE),
                IntakeFixture.PATIENT,
                DeviceStatus.State.CHARGING,
                87,
                Instant.ofEpochMilli(1772433669000L),
                IntakeFixture.NOW));
  }

  @Test
  void aLastWillKnowsNoTimeSoTheTimeReceivedStands() {
    DeviceStatus status = decide("{'state':'offline'}").status();
    assertThat(status)
        .extracting(DeviceStatus::state, DeviceStatus::battery, DeviceStatus::at)
        .containsExactly(DeviceStatus.State.OFFLINE, null, IntakeFixture.NOW);
  }

  @Test
  void aClockThatIsAheadIsSetBackToTheTimeReceived() {
    assertThat(decide("{'state':'online','ts':4000000000000}").status())
        .extracting(DeviceStatus::at)
        .isEqualTo(IntakeFixture.NOW);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "{'state':'off-wrist'}, ",
        "\"{'state':'online','battery':0}\", ",
        "\"{'state':'online','battery':100}\", ",
        "\"{'state':'online','battery':101}\", BAD_VALUE",
        "\"{'state':'online','battery':-1}\", BAD_VALUE",
        "\"{'state':'online','battery':8.5}\", BAD_VALUE",
        "\"{'state':'online','battery':null}\", BAD_VALUE",
        "\"{'state':'online','ts':'noon'}\", BAD_VALUE",
        "{'state':'asleep'}, BAD_VALUE",
        "{'battery':7}, BAD_VALUE",
        "[], BAD_VALUE",
        "{, MALFORMED",
        "{} {}, MALFORMED",
      })
  void whatIsNoStatusIsRefusedWithItsReasonAndWithoutItsBytes(String payload, String reason) {
    StatusIntake.Result result = decide(payload);
    assertThat(result.status() == null).isNotEqualTo(result.rejected() == null);
    assertThat(rejected(result))
        .extracting(rejected -> rejected.reason().name())
        .containsExactlyElementsOf(reason == null ? List.of() : List.of(reason));
    assertThat(rejected(result)).allMatch(rejected -> rejected.payload().length == 0);
  }

  @Test
  @Tag("C-34")
  void ofAPatientWhoConsentedToNothingNothingIsKept() {
    fixture.consentsTo(Set.of());
    assertThat(rejected(decide("{'state':'online'}")))
        .extracting(rejected -> rejected.reason().name())
        .containsExactly("NO_CONSENT");
  }

  @Test
  void aRevokedDeviceSaysNothingMore() {
    fixture.bind(IntakeFixture.DEVICE, IntakeFixture.PATIENT, false);
    assertThat(rejected(decide("{'state':'online'}")))
        .extracting(rejected -> rejected.reason().name())
        .containsExactly("REVOKED_DEVICE");
  }

  private static List<RejectedReading> rejected(StatusIntake.Result result) {
    RejectedReading rejected = result.rejected();
    return rejected == null ? List.of() : List.of(rejected);
  }

  private StatusIntake.Result decide(String payload) {
    return intake.decide(
        new DeviceMessage(
            IntakeFixture.DEVICE,
            StatusIntake.FORMAT,
            "",
            payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            "vigie/v1/watch-01/status"),
        IntakeFixture.NOW);
  }
}
