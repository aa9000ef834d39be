package vigie.intake.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.DeviceMessage;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectionReason;

/** What earlier readings say of a new one, seen from the outside. */
class RecentReadingsTest {
  private static final String OTHER_DEVICE = "oximeter-51c0";

  private final IntakeFixture fixture = new IntakeFixture().withNamedDevices();
  private Instant now = IntakeFixture.NOW;

  @ParameterizedTest(name = "{0} s ahead becomes {1} s from the time received")
  @CsvSource({"-5, -5", "0, 0", "1, 0", "120, 0", "121, 0", "600, 0"})
  void aClockAheadOfWhichNothingIsKnownIsHeldToTheTimeReceived(int ahead, int settled) {
    assertThat(sent("heart-rate", 72, ahead).effective()).isEqualTo(now.plusSeconds(settled));
  }

  @ParameterizedTest(name = "usually {0} s ahead, now {1} s: {2} s from the time received")
  @CsvSource({
    "300, 300, 0",
    "300, 290, -10",
    "300, 310, 0",
    "300, 125, -175",
    "300, 120, 0",
    "-30, 300, 0"
  })
  void aClockThatIsMoreThanTwoMinutesAheadIsCorrectedByWhatItUsuallyIs(
      int usually, int ahead, int settled) {
    for (int i = 0; i < 20; i++) {
      sent("heart-rate", 72, usually);
      now = now.plusSeconds(60);
    }
    assertThat(sent("heart-rate", 72, ahead).effective()).isEqualTo(now.plusSeconds(settled));
  }

  @Test
  void fourMessagesTeachNothingAndTheFifthProfits() {
    for (int i = 0; i < 3; i++) {
      sent("heart-rate", 72, 300);
      now = now.plusSeconds(60);
    }
    assertThat(fixture.intake.preview(message("heart-rate", 72, 290), now).accepted().get(0))
        .extracting(Reading::effective)
        .isEqualTo(now);
    sent("heart-rate", 72, 300);
    now = now.plusSeconds(60);
    assertThat(sent("heart-rate", 72, 290).effective()).isEqualTo(now.minusSeconds(10));
  }

  @Test
  void theSameTimeAgainTeachesNothing() {
    for (int i = 0; i < 10; i++) {
      sent("heart-rate", 72, 300);
      sent("body-temperature", 37, 300);
    }
    assertThat(sent("heart-rate", 72, 290).effective()).isEqualTo(now);
  }

  @ParameterizedTest(name = "{0}: {1} every {2} s is {3}")
  @CsvSource({
    "heart-rate, 70 130, 1, V V",
    "heart-rate, 70 131, 5, V Q",
    "heart-rate, 70 131, 6, V V",
    "heart-rate, 70 140 142, 1, V Q V",
    "heart-rate, 70 140 72, 1, V Q V",
    "heart-rate, 40 110 180, 1, V Q Q",
    "spo2, 97 87, 1, V V",
    "spo2, 97 86, 1, V Q",
    "spo2, 97 86 85, 1, V Q V",
    "body-temperature, 36 41, 1, V V",
    "body-weight, 80 68, 86400, V V",
    "body-weight, 80 67, 86400, V Q",
    "body-weight, 80 67 66, 86400, V Q V",
    "body-weight, 80 67 81, 86400, V Q V",
    "body-weight, 80 67, 691200, V V",
  })
  void aJumpIsInDoubtUntilAThirdValueAgreesWithOneOfTheTwo(
      String metric, String values, int seconds, String qualities) {
    List<String> got = new ArrayList<>();
    for (String value : values.split(" ", -1)) {
      Quality quality = sent(metric, Double.parseDouble(value), 0).quality();
      got.add(quality.name().substring(0, 1));
      now = now.plusSeconds(seconds);
    }
    assertThat(String.join(" ", got)).isEqualTo(qualities);
  }

  @ParameterizedTest(name = "{0}: {1} corrected to {2}")
  @CsvSource({"heart-rate, 190, 90", "spo2, 50, 97", "body-weight, 176.4, 80"})
  void whatIsCorrectedSaysNothingAgainstTheCorrection(
      String metric, double wrong, double corrected) {
    sent(metric, wrong, -60);
    now = now.plusSeconds(30);

    assertThat(sent(metric, corrected, -90))
        .extracting(Reading::value, Reading::quality)
        .containsExactly(corrected, Quality.VALID);
  }

  @ParameterizedTest(name = "{0} beside {1} after {2} s is {3}")
  @CsvSource({
    "70, 90, 0, VALID",
    "70, 91, 0, QUESTIONABLE",
    "91, 70, 30, QUESTIONABLE",
    "70, 91, 60, VALID"
  })
  void twoSourcesOfAHeartRateMustAgreeWithinAMinute(
      int first, int second, int seconds, Quality quality) {
    now = Instant.parse("2026-03-02T07:41:00Z");
    sent("heart-rate", first, 0);
    now = now.plusSeconds(seconds);
    IntakeResult result =
        fixture.intake.decide(message(OTHER_DEVICE, "heart-rate", second, 0), now);
    assertThat(result.accepted()).extracting(Reading::quality).containsExactly(quality);
  }

  @ParameterizedTest(name = "{0}: {2} after {1} is {3}")
  @CsvSource({
    "body-weight, 80, 176.4, IMPLAUSIBLE",
    "body-weight, 176.4, 80, IMPLAUSIBLE",
    "body-weight, 80, 181.6, IMPLAUSIBLE",
    "body-weight, 80, 182, ''",
    "diet-energy, 0.52, 520, IMPLAUSIBLE",
    "diet-energy, 520, 0.52, IMPLAUSIBLE",
    "diet-energy, 520, 560, ''",
    "active-energy, 12, 12000, IMPLAUSIBLE",
  })
  void aValueInTheRatioOfAnotherUnitToTheLastOneIsQuarantined(
      String metric, double first, double second, String reason) {
    sent(metric, first, 0);
    now = now.plus(Duration.ofDays(1));
    IntakeResult result = fixture.intake.decide(message(metric, second, 0), now);
    assertThat(result.rejected().stream().map(r -> r.reason().name()).toList())
        .isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
  }

  @Test
  void whatWasQuarantinedIsNotWhatTheNextOneIsHeldAgainst() {
    sent("body-weight", 80, 0);
    assertThat(fixture.intake.decide(message("body-weight", 176.4, 0), now).rejected())
        .extracting(rejected -> rejected.reason())
        .containsExactly(RejectionReason.IMPLAUSIBLE);
    assertThat(sent("body-weight", 80.2, 0).quality()).isEqualTo(Quality.VALID);
  }

  @Test
  void aPreviewSaysWhatWouldComeAndTeachesNothing() {
    sent("spo2", 97, 0);
    now = now.plusSeconds(1);
    for (int i = 0; i < 3; i++) {
      assertThat(fixture.intake.preview(message("spo2", 80, 0), now).accepted().get(0).quality())
          .isEqualTo(Quality.QUESTIONABLE);
    }
    assertThat(sent("spo2", 80, 0).quality()).isEqualTo(Quality.QUESTIONABLE);
  }

  @Test
  void stagesOfANightThatLastLongerThanTheSleepAreInDoubt() {
    String night =
        "{'ts':%d,'values':{'sleep-total':%s,'sleep-deep':90,'sleep-light':240,'sleep-rem':91}}";
    assertThat(nights(night, "7.05")).containsOnly(Quality.VALID);
    assertThat(nights(night, "6.9")).containsOnly(Quality.QUESTIONABLE);
  }

  private List<Quality> nights(String night, String hours) {
    String payload = night.formatted(now.toEpochMilli(), hours).replace('\'', '"');
    IntakeResult result = fixture.decide(payload);
    assertThat(result.accepted()).hasSize(4);
    return result.accepted().stream().map(Reading::quality).toList();
  }

  private Reading sent(String metric, double value, int ahead) {
    IntakeResult result = fixture.intake.decide(message(metric, value, ahead), now);
    assertThat(result.rejected()).isEmpty();
    return result.accepted().get(0);
  }

  private DeviceMessage message(String metric, double value, int ahead) {
    return message(IntakeFixture.DEVICE, metric, value, ahead);
  }

  private DeviceMessage message(String device, String metric, double value, int ahead) {
    String payload =
        String.format(
            Locale.ROOT,
            "{\"ts\":%d,\"values\":{\"%s\":%s}}",
            now.plusSeconds(ahead).toEpochMilli(),
            metric,
            value);
    return new DeviceMessage(
        device, "json", "", payload.getBytes(StandardCharsets.UTF_8), "vigie/v1/" + device);
  }
}
