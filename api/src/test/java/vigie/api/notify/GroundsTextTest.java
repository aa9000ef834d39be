package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertTransition;
import vigie.alert.Grounds;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.access.ContactLevel;
import vigie.reading.PatientId;

class GroundsTextTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void aMeasuredValueNeedsNoGrounds() {
    assertThat(lines(null, Words.ENGLISH)).isEmpty();
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

    assertThat(lines(grounds, Words.ENGLISH))
        .containsExactly(
            "Parts of the score: respiratory rate 26 /min (3), oxygen saturation 93 % (2)",
            "Missing, so the score is at least this: systolic blood pressure, consciousness");
  }

  @Test
  void aDeviationNamesTheUsualValueAndOnHowManyDaysItRests() {
    assertThat(lines(new Grounds(96.5, 7, List.of(), List.of()), Words.FRENCH))
        .containsExactly("Valeur habituelle : 96,5 (sur 7 jours)");
  }

  /** Of the physician's message those between the finding and the rule. */
  private static List<String> lines(@Nullable Grounds grounds, Words words) {
    PatientId patient = new PatientId(new UUID(1, 1));
    AlertTransition alert =
        NotificationFixture.with(
            NotificationFixture.tachycardia(patient, Severity.ADVISORY), grounds);
    List<String> lines =
        MessageText.of(
                NotificationFixture.of(alert, new UUID(1, 2), Role.TREATING_PHYSICIAN),
                words,
                null,
                List.of(),
                new MessageLinks("http://vigie.test/alerts/a", null),
                ContactLevel.NONE,
                false)
            .body()
            .lines()
            .toList();
    int from = indexOf(lines, "Finding", "Constat") + 1;
    return lines.subList(from, indexOf(lines, "Rule", "Règle"));
  }

  private static int indexOf(List<String> lines, String english, String french) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).startsWith(english) || lines.get(i).startsWith(french))
        .findFirst()
        .orElseThrow();
  }
}
