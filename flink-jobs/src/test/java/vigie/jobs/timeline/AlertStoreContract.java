package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.jobs.timeline.TimelineFixtures.NOON;
import static vigie.jobs.timeline.TimelineFixtures.transition;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Severity;

/** What every store of alerts does, the one in memory and the real one. */
abstract class AlertStoreContract {
  static final AlertTransition OPENED = transition(0, AlertPhase.ACTIVE, Severity.HIGH);
  static final AlertTransition WORSENED = transition(1, AlertPhase.ACTIVE, Severity.CRITICAL);
  static final AlertTransition RESOLVED = transition(2, AlertPhase.RESOLVED, Severity.CRITICAL);

  /** The store under test, empty. */
  abstract TimelineStore<AlertTransition> store();

  /** All transitions it keeps, in any order. */
  abstract List<AlertTransition> transitions() throws Exception;

  /** The alerts as they stand. */
  abstract List<Standing> alerts() throws Exception;

  /** An alert's newest transition, and when it opened. */
  record Standing(AlertTransition newest, Instant openedAt) {}

  @Test
  void anAlertStandsAsItsNewestTransitionSays() throws Exception {
    store().keep(List.of(OPENED, WORSENED));
    store().keep(List.of(RESOLVED));

    assertThat(alerts()).containsExactly(new Standing(RESOLVED, NOON.plusSeconds(60)));
    assertThat(transitions()).containsExactlyInAnyOrder(OPENED, WORSENED, RESOLVED);
  }

  @Test
  void anOlderTransitionComingLaterIsKeptButChangesTheAlertNoMore() throws Exception {
    store().keep(List.of(RESOLVED));
    store().keep(List.of(WORSENED));
    store().keep(List.of(OPENED));

    assertThat(alerts()).containsExactly(new Standing(RESOLVED, NOON.plusSeconds(60)));
    assertThat(transitions()).containsExactlyInAnyOrder(OPENED, WORSENED, RESOLVED);
  }

  @Test
  void aRepetitionChangesNothing() throws Exception {
    assertThat(store().keep(List.of(WORSENED, OPENED, WORSENED))).isEqualTo(2);

    assertThat(store().keep(List.of(OPENED, WORSENED))).isZero();

    assertThat(alerts()).containsExactly(new Standing(WORSENED, NOON.plusSeconds(60)));
  }

  @Test
  void whatIsDecidedOtherwiseAfterAFailureStandsAndWhatHadFollowedNeverWas() throws Exception {
    AlertTransition cleared = transition(1, AlertPhase.RESOLVED, Severity.HIGH);
    store().keep(List.of(OPENED, WORSENED, transition(2, AlertPhase.ACTIVE, Severity.HIGH)));

    store().keep(List.of(OPENED, cleared));

    assertThat(alerts()).containsExactly(new Standing(cleared, NOON.plusSeconds(60)));
    assertThat(transitions()).containsExactlyInAnyOrder(OPENED, cleared);
  }

  @Test
  void anAlertThatIsOverIsOpenAgainWhereTheOtherDecisionSaysSo() throws Exception {
    store().keep(List.of(OPENED, transition(1, AlertPhase.RESOLVED, Severity.HIGH), WORSENED));

    assertThat(alerts()).containsExactly(new Standing(WORSENED, NOON.plusSeconds(60)));
    assertThat(transitions()).containsExactlyInAnyOrder(OPENED, WORSENED);
  }

  @Test
  void anEmptyBatchIsNoMatter() throws Exception {
    assertThat(store().keep(List.of())).isZero();
  }
}
