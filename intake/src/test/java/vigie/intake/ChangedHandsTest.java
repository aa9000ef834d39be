package vigie.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.device.DeviceBinding;
import vigie.device.FormerBinding;
import vigie.reading.Category;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** A device that was a neighbour's from eight to four hours ago, and is the patient's since two. */
class ChangedHandsTest {
  private final IntakeFixture fixture = new IntakeFixture().withNamedDevices();

  @BeforeEach
  void bind() {
    fixture.directory.consents.put(IntakeFixture.NEIGHBOUR, Set.of(Category.HEART_RATE));
    changeHands(IntakeFixture.DEVICE);
    changeHands("oximeter-51c0");
  }

  @ParameterizedTest
  @Tag("C-20")
  @CsvSource({
    "PT9H, UNBOUND_DEVICE",
    "PT8H, NEIGHBOUR",
    "PT4H0.001S, NEIGHBOUR",
    "PT4H, UNBOUND_DEVICE",
    "PT3H, UNBOUND_DEVICE",
    "PT2H, PATIENT",
    "PT0S, PATIENT",
  })
  void aReadingIsWhoseTheDeviceWasWhenItWasMeasured(Duration ago, String whose) {
    IntakeResult result = fixture.decide(payload(ago, "\"hr\":72"));
    if (whose.equals("UNBOUND_DEVICE")) {
      assertThat(result.accepted()).isEmpty();
      assertThat(result.rejected())
          .extracting(RejectedReading::reason)
          .containsExactly(RejectionReason.UNBOUND_DEVICE);
      assertThat(result.rejected().get(0).patient()).isNull();
      assertThat(result.rejected().get(0).payload()).isEmpty();
    } else {
      assertThat(result.accepted())
          .extracting(reading -> reading.patient())
          .containsExactly(
              whose.equals("PATIENT") ? IntakeFixture.PATIENT : IntakeFixture.NEIGHBOUR);
    }
  }

  @Test
  void oneMessageOfBothTimesIsDividedBetweenThem() {
    IntakeResult result =
        fixture.decide(
            "["
                + payload(Duration.ofHours(5), "\"hr\":61")
                + ","
                + payload(Duration.ofHours(1), "\"hr\":62")
                + "]");
    assertThat(result.accepted())
        .extracting(reading -> reading.patient())
        .containsExactly(IntakeFixture.NEIGHBOUR, IntakeFixture.PATIENT);
  }

  @Test
  @Tag("C-34")
  void whatWasTheNeighboursNeedsTheNeighboursConsentAndLeavesNoBytes() {
    IntakeResult result = fixture.decide(payload(Duration.ofHours(5), "\"hr\":61,\"spo2\":97"));
    assertThat(result.accepted()).hasSize(1);
    assertThat(result.rejected()).hasSize(1);
    RejectedReading rejected = result.rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.NO_CONSENT);
    assertThat(rejected.patient()).isEqualTo(IntakeFixture.NEIGHBOUR);
    assertThat(rejected.payload()).isEmpty();
  }

  @Test
  @Tag("C-34")
  void bytesThatNobodyCanReadMayBeTheNeighboursAndAreNotKept() {
    assertThat(fixture.decide("{").rejected())
        .extracting(rejected -> rejected.payload().length)
        .containsExactly(0);
  }

  @Test
  void anIntervalAcrossTheHandoverIsNobodys() {
    IntakeResult result =
        fixture.decide(
            "{\"ts\":"
                + at(Duration.ofHours(5))
                + ",\"endTs\":"
                + at(Duration.ofHours(1))
                + ",\"values\":{\"hr\":72}}");
    assertThat(result.rejected())
        .extracting(rejected -> rejected.reason() + ": " + rejected.detail())
        .containsExactly("UNBOUND_DEVICE: the device changed hands within this interval");
  }

  @Test
  void aClockThatWasNeverSetIsTheBetterReason() {
    IntakeResult result = fixture.decide("{\"ts\":86400000,\"values\":{\"hr\":72}}");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.BAD_VALUE);
  }

  @Test
  @Tag("C-20")
  void aGatewayPutsNothingIntoTheFormerOwnersLife() {
    byte[] payload =
        ("{\"oximeter-51c0\":[" + payload(Duration.ofHours(5), "\"hr\":61") + "]}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(fixture.decide("gateway", payload).rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.FOREIGN_DEVICE);
  }

  private void changeHands(String device) {
    DeviceBinding binding = Objects.requireNonNull(fixture.directory.bindings.get(device));
    fixture.directory.bindings.put(
        device,
        binding.following(
            IntakeFixture.NOW.minus(Duration.ofHours(2)),
            List.of(
                new FormerBinding(
                    IntakeFixture.NEIGHBOUR,
                    IntakeFixture.NOW.minus(Duration.ofHours(8)),
                    IntakeFixture.NOW.minus(Duration.ofHours(4))))));
  }

  private static String payload(Duration ago, String values) {
    return "{\"ts\":" + at(ago) + ",\"values\":{" + values + "}}";
  }

  private static long at(Duration ago) {
    Instant time = IntakeFixture.NOW.minus(ago);
    return time.toEpochMilli();
  }
}
