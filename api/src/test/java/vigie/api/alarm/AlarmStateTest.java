package vigie.api.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.api.alarm.AlarmState.Kind;

class AlarmStateTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

  private AlarmState state = AlarmState.NONE;

  @Test
  void whatIsFineTellsNobody() {
    assertThat(look(false, 0)).isNull();
  }

  @Test
  void aFaultIsRaisedOnceRepeatedByTheHourAndItsEndTold() {
    assertThat(look(true, 0)).isEqualTo(Kind.RAISED);
    assertThat(look(true, 1)).isNull();
    assertThat(look(true, 59)).isNull();
    assertThat(look(true, 60)).isEqualTo(Kind.REPEATED);
    assertThat(look(true, 119)).isNull();
    assertThat(state.since()).isEqualTo(BEGIN);
    assertThat(look(false, 120)).isEqualTo(Kind.RESOLVED);
    assertThat(look(false, 121)).isNull();
  }

  @Test
  void aFaultThatComesAndGoesIsRaisedOnceAQuarterOfAnHour() {
    assertThat(look(true, 0)).isEqualTo(Kind.RAISED);
    assertThat(look(false, 1)).isEqualTo(Kind.RESOLVED);
    assertThat(look(true, 2)).isNull();
    assertThat(look(false, 3)).isNull();
    assertThat(look(true, 14)).isNull();
    assertThat(look(true, 15)).isEqualTo(Kind.RAISED);
    assertThat(state.since()).isEqualTo(BEGIN.plus(Duration.ofMinutes(14)));
  }

  @Test
  void whatNobodyTookIsTriedAgainAMinuteLater() {
    assertThat(refused(true, 0)).isEqualTo(Kind.RAISED);
    assertThat(refused(true, 0)).isNull();
    assertThat(look(true, 1)).isEqualTo(Kind.RAISED);
    assertThat(refused(false, 2)).isEqualTo(Kind.RESOLVED);
    assertThat(look(false, 3)).isEqualTo(Kind.RESOLVED);
    assertThat(look(false, 4)).isNull();
  }

  @Test
  void aFaultThatNobodyHeardOfEndsInSilence() {
    assertThat(refused(true, 0)).isEqualTo(Kind.RAISED);
    assertThat(look(false, 5)).isNull();
    assertThat(look(true, 6)).isEqualTo(Kind.RAISED);
  }

  private @Nullable Kind look(boolean wrong, int minute) {
    return told(wrong, minute, true);
  }

  private @Nullable Kind refused(boolean wrong, int minute) {
    return told(wrong, minute, false);
  }

  private @Nullable Kind told(boolean wrong, int minute, boolean accepted) {
    Instant now = BEGIN.plus(Duration.ofMinutes(minute));
    state = state.seen(wrong, now);
    Kind kind = state.due(now, AlarmCause.WATCHDOG.repeat());
    if (kind != null) {
      state = state.after(kind, accepted, now);
    }
    return kind;
  }
}
