package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.alert.Grounds;

class GroundsTextTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aMeasuredValueNeedsNoGrounds() {
    assertThat(GroundsText.lines(null, Words.ENGLISH)).isEmpty();
  }

  @Test
  void aScoreNamesItsPartsAndWhatItLacks() {
    Grounds grounds =
        new Grounds(
            null,
            2,
            List.of(
                new Grounds.Part("respiratory-rate", 26, AT, 3),
                new Grounds.Part("spo2", 93, AT, 2)),
            List.of("bp-systolic", "consciousness"));

    assertThat(GroundsText.lines(grounds, Words.ENGLISH))
        .containsExactly(
            "Parts of the score: respiratory rate 26 /min (3), oxygen saturation 93 % (2)",
            "Missing, so the score is at least this: systolic blood pressure, consciousness");
  }

  @Test
  void aDeviationNamesTheUsualValueAndOnHowManyDaysItRests() {
    assertThat(GroundsText.lines(new Grounds(96.5, 7, List.of(), List.of()), Words.FRENCH))
        .containsExactly("Valeur habituelle : 96,5 (sur 7 jours)");
  }
}
