package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.alert.AlertHistory.Told.AGAIN;
import static vigie.alert.AlertHistory.Told.EARLIER;
import static vigie.alert.AlertHistory.Told.INSTEAD;
import static vigie.alert.AlertHistory.Told.NEWEST;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vigie.reading.PatientId;

class AlertHistoryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final PatientId PATIENT = new PatientId(new UUID(1, 1));
  private static final AlertTransition OPENED = step(0, Cause.CONFIRMED);
  private static final AlertTransition ESCALATED = step(1, Cause.ESCALATED);
  private static final AlertTransition ALONE = step(2, Cause.NO_RECIPIENT);
  private static final AlertTransition CLEARED = step(1, Cause.CLEARED);
  private static final AlertTransition RECURRED = step(2, Cause.RECURRED);

  private final AlertHistory history = new AlertHistory();

  @Test
  void theAlertStandsAsTheNewestSays() {
    assertThat(take(OPENED, ESCALATED, ALONE)).containsExactly(NEWEST, NEWEST, NEWEST);
    assertThat(history.newest()).isEqualTo(ALONE);
  }

  @Test
  void whatIsDecidedTheSameAgainChangesNothing() {
    take(OPENED, ESCALATED, ALONE);
    assertThat(take(OPENED, ESCALATED, ALONE)).containsExactly(AGAIN, AGAIN, AGAIN);
    assertThat(history.newest()).isEqualTo(ALONE);
  }

  @Test
  void theSameDecidedAtAnotherTimeIsTheSame() {
    take(OPENED, ESCALATED);
    assertThat(take(step(1, Cause.ESCALATED, NOON.plusSeconds(90)))).containsExactly(AGAIN);
  }

  @Test
  void whatIsDecidedOtherwiseHoldsAndWhatHadFollowedIsForgotten() {
    take(OPENED, ESCALATED, ALONE);
    assertThat(take(OPENED, CLEARED)).containsExactly(AGAIN, INSTEAD);
    assertThat(history.newest()).isEqualTo(CLEARED);
    assertThat(take(RECURRED)).containsExactly(NEWEST);
  }

  @Test
  void readAgainFromAnyPlaceItEndsTheSame() {
    List<AlertTransition> topic = List.of(OPENED, ESCALATED, ALONE, OPENED, CLEARED, RECURRED);
    for (int from = 0; from < topic.size(); from++) {
      AlertHistory read = new AlertHistory();
      topic.forEach(read::take);
      topic.subList(from, topic.size()).forEach(read::take);
      assertThat(read.newest()).as("read again from %d", from).isEqualTo(RECURRED);
    }
  }

  @Test
  void oneThatWasMissingTakesItsPlaceBeforeTheNewest() {
    assertThat(take(ALONE, ESCALATED, OPENED, OPENED))
        .containsExactly(NEWEST, EARLIER, EARLIER, AGAIN);
    assertThat(history.newest()).isEqualTo(ALONE);
  }

  @Test
  void ofAnAlertOfWhichNothingWasToldItSaysSo() {
    assertThatThrownBy(history::newest).hasMessage("nothing was told of this alert");
  }

  private List<AlertHistory.Told> take(AlertTransition... transitions) {
    return List.of(transitions).stream().map(history::take).toList();
  }

  private static AlertTransition step(int sequence, Cause cause) {
    return step(sequence, cause, NOON.plusSeconds(sequence));
  }

  private static AlertTransition step(int sequence, Cause cause, Instant decidedAt) {
    return new AlertTransition(
        AlertTransition.alertId(PATIENT, "heart-rate-high", NOON),
        sequence,
        PATIENT,
        "heart-rate-high",
        cause == Cause.CLEARED ? AlertPhase.RESOLVED : AlertPhase.ACTIVE,
        cause,
        Severity.HIGH,
        Severity.HIGH,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        140,
        140,
        NOON,
        NOON.plusSeconds(sequence),
        decidedAt,
        false,
        1,
        List.of(),
        null,
        "",
        null);
  }
}
