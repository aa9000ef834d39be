package vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.api.access.ContentKind;
import vigie.api.access.Decision;
import vigie.api.access.Reason;
import vigie.api.session.SessionDirectory;
import vigie.reading.PatientId;

class LiveHubTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final PatientId PATIENT = new PatientId(new UUID(1, 1));
  private static final PatientId OTHER = new PatientId(new UUID(1, 2));
  private static final UUID DOCTOR = new UUID(2, 1);
  private static final UUID SESSION = new UUID(3, 1);

  private final LiveAlerts open = new LiveAlerts();
  private final LiveHub hub = new LiveHub(open, new SessionDirectory(), new SilentMetrics());
  private final RecordingSink sink = new RecordingSink();
  private Set<ContentKind> visible = ContentKind.every();
  private boolean allowed = true;

  private LiveHub.Joined joined;

  @BeforeEach
  void join() {
    hub.begin(Feed.ALERT, 1, 40);
    joined =
        Objects.requireNonNull(
            hub.join(DOCTOR, SESSION, PATIENT, NOW.plusSeconds(60), this::decide, sink));
  }

  @Test
  void everyStreamIsToldOnceThatMonitoringIsDegradedAndOnceThatItIsNot() {
    hub.monitoring(List.of());
    hub.monitoring(List.of("NO_DETECTION", "READINGS_LATE"));
    hub.monitoring(List.of("NO_DETECTION", "READINGS_LATE"));
    Frame degraded =
        new Frame("", "monitoring", "{\"degradedBy\":[\"NO_DETECTION\",\"READINGS_LATE\"]}");
    assertThat(hub.monitoring()).isEqualTo(degraded);
    hub.monitoring(List.of());
    assertThat(hub.monitoring()).isNull();
    assertThat(sink.frames)
        .containsExactly(degraded, new Frame("", "monitoring", "{\"degradedBy\":[]}"));
  }

  private Decision decide(PatientId whose) {
    boolean now = allowed && whose.equals(PATIENT);
    return new Decision(
        now,
        now ? Reason.GRANTED : Reason.GRANT_ENDED,
        visible,
        now ? ContentKind.every() : Set.of(),
        List.of());
  }

  private static AlertTransition step(
      PatientId patient, int sequence, AlertPhase phase, Cause why) {
    return new AlertTransition(
        AlertTransition.alertId(patient, "heart-rate-high", NOW),
        sequence,
        patient,
        "heart-rate-high",
        phase,
        why,
        Severity.HIGH,
        Severity.HIGH,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        140,
        140,
        NOW,
        NOW,
        NOW,
        false,
        1,
        List.of(),
        null,
        "",
        null);
  }

  @Test
  void anAlertReachesTheStreamWithTheCursorAfterIt() {
    hub.alert(1, 40, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    assertThat(sink.frames).extracting(Frame::name).containsExactly("alert");
    assertThat(sink.frames.get(0).id()).isEqualTo("a0.41.0.0r0.0.0.0");
    assertThat(joined.start().next(Feed.ALERT, 1)).isEqualTo(40);
  }

  @Test
  void whatTheJobDecidesOtherwiseAfterAFailureIsShownAndStands() {
    AlertTransition cleared = step(PATIENT, 1, AlertPhase.RESOLVED, Cause.CLEARED);
    hub.alert(1, 40, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    hub.alert(1, 41, step(PATIENT, 1, AlertPhase.ACTIVE, Cause.ESCALATED));
    hub.alert(1, 42, step(PATIENT, 2, AlertPhase.ACTIVE, Cause.NO_RECIPIENT));
    hub.alert(1, 43, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    hub.alert(1, 44, cleared);
    assertThat(sink.frames).hasSize(4);
    assertThat(sink.frames.get(3).data()).contains("\"RESOLVED\"");
    assertThat(open.newest(cleared.alert())).contains(cleared);
    assertThat(open.openOf(PATIENT)).isEmpty();
  }

  @Test
  void aRepeatedTransitionGoesNoFurther() {
    hub.alert(1, 40, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    hub.alert(1, 41, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    assertThat(sink.frames).hasSize(1);
    assertThat(hub.repeats(1, 41)).isTrue();
    assertThat(hub.repeats(1, 40)).isFalse();
  }

  @Test
  void anotherPatientsAlertIsNotShown() {
    hub.alert(1, 40, step(OTHER, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    assertThat(sink.frames).isEmpty();
  }

  @Test
  @Tag("C-36")
  void aCategoryTakenBackStopsItsFramesAtOnce() {
    visible = Set.of();
    hub.alert(1, 40, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    assertThat(sink.frames).isEmpty();
  }

  @Test
  @Tag("C-36")
  void withdrawnConsentTakesTheAlertBackWithoutSayingMore() {
    visible = Set.of();
    hub.alert(1, 40, step(PATIENT, 1, AlertPhase.RESOLVED, Cause.CONSENT_WITHDRAWN));
    assertThat(sink.frames).extracting(Frame::name).containsExactly("withdrawn");
    assertThat(sink.frames.get(0).data()).doesNotContain("140").doesNotContain("heart");
  }

  @Test
  void theEndOfTheTokenEndsTheStream() {
    hub.check(NOW.plusSeconds(59));
    assertThat(sink.last).isNull();
    hub.check(NOW.plusSeconds(60));
    assertThat(sink.last).isEqualTo(Ending.TOKEN_EXPIRED.frame());
  }

  @Test
  @Tag("C-36")
  void theEndOfTheRightEndsTheStream() {
    allowed = false;
    hub.check(NOW);
    assertThat(sink.last).isEqualTo(Ending.ACCESS_ENDED.frame());
  }

  @Test
  void theEndOfTheSessionEndsItsStreamsAndNoOther() {
    RecordingSink other = new RecordingSink();
    assertThat(hub.join(DOCTOR, new UUID(3, 2), PATIENT, NOW.plusSeconds(60), this::decide, other))
        .isNotNull();

    hub.sessionEnded(SESSION);

    assertThat(sink.last).isEqualTo(Ending.SESSION_ENDED.frame());
    assertThat(other.last).isNull();
  }

  @Test
  void aSlowClientIsToldToComeBack() {
    sink.room = 1;
    hub.alert(1, 40, step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED));
    hub.alert(1, 41, step(PATIENT, 1, AlertPhase.ACKNOWLEDGED, Cause.ACKNOWLEDGED));
    hub.alert(1, 42, step(PATIENT, 2, AlertPhase.RESOLVED, Cause.CLEARED));
    assertThat(sink.frames).hasSize(1);
    assertThat(sink.last).isEqualTo(Ending.TOO_SLOW.frame());
  }

  @Test
  void onePersonMayHaveSoManyStreamsAndNoMore() {
    for (int i = 1; i < LiveHub.STREAMS_PER_PERSON_MAX; i++) {
      assertThat(hub.join(DOCTOR, SESSION, null, NOW, this::decide, new RecordingSink()))
          .isNotNull();
    }
    assertThat(hub.join(DOCTOR, SESSION, null, NOW, this::decide, new RecordingSink())).isNull();
    hub.leave(joined.watcher());
    hub.leave(joined.watcher());
    assertThat(hub.join(DOCTOR, SESSION, null, NOW, this::decide, new RecordingSink())).isNotNull();
    assertThat(hub.join(DOCTOR, SESSION, null, NOW, this::decide, new RecordingSink())).isNull();
  }

  @Test
  void openAlertsFollowTheTransitions() {
    AlertTransition first = step(PATIENT, 0, AlertPhase.ACTIVE, Cause.CONFIRMED);
    hub.alert(1, 40, first);
    assertThat(open.openOf(PATIENT)).containsExactly(first);
    hub.alert(1, 41, step(PATIENT, 1, AlertPhase.RESOLVED, Cause.CLEARED));
    assertThat(open.openOf(PATIENT)).isEmpty();
    assertThat(open.newest(first.alert()))
        .hasValueSatisfying(found -> assertThat(found.phase()).isEqualTo(AlertPhase.RESOLVED));
  }

  private static final class SilentMetrics implements LiveMetrics {
    @Override
    public void alertFramed(Instant decidedAt) {}

    @Override
    public void unreadable(Feed feed) {}
  }
}
