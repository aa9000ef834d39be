package vigie.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.cli.load.Drain.Point;

class DrainTest {
  private static final int RATE = 100;
  private static final int FULL = 500;
  private static final int DELAY = 50;

  private final List<Point> points = new ArrayList<>();
  private long sent;
  private long arrived;

  @Test
  void workedOffAtTheFullRateItTakesTheIdealTime() {
    seconds(20, LoadPhase.SUSTAINED, RATE, RATE);
    seconds(30, LoadPhase.BURST, 10 * RATE, FULL);
    seconds(60, LoadPhase.AFTER, RATE, FULL);

    Drain drain = Drain.of(points, RATE);

    assertThat(drain.fullRate()).isEqualTo(FULL);
    assertThat(drain.backlog()).isBetween(14_000L, 15_000L);
    assertThat(drain.idealSeconds()).isCloseTo(36, within(1.5));
    assertThat(drain.ratio()).isCloseTo(1, within(0.05));
  }

  @Test
  void whereArrivalsAreCountedFromDoesNotMatter() {
    seconds(20, LoadPhase.SUSTAINED, RATE, RATE);
    seconds(30, LoadPhase.BURST, 10 * RATE, FULL);
    seconds(60, LoadPhase.AFTER, RATE, FULL);
    List<Point> moved =
        points.stream()
            .map(p -> new Point(p.seconds(), p.phase(), p.sent(), p.arrived() + 1_000_000))
            .toList();

    assertThat(Drain.of(moved, RATE)).isEqualTo(Drain.of(points, RATE));
  }

  @Test
  void slowerThanItOnceWasItTakesLongerThanTheIdealTime() {
    seconds(20, LoadPhase.SUSTAINED, RATE, RATE);
    seconds(30, LoadPhase.BURST, 10 * RATE, FULL);
    seconds(100, LoadPhase.AFTER, RATE, 300);

    Drain drain = Drain.of(points, RATE);

    assertThat(drain.fullRate()).isEqualTo(FULL);
    assertThat(drain.ratio()).isCloseTo(2, within(0.1));
  }

  @Test
  void aBacklogThatStaysIsNotGone() {
    seconds(20, LoadPhase.SUSTAINED, RATE, RATE);
    seconds(30, LoadPhase.BURST, 10 * RATE, FULL);
    seconds(30, LoadPhase.AFTER, RATE, RATE);

    Drain drain = Drain.of(points, RATE);

    assertThat(drain.gone()).isFalse();
    assertThat(drain.ratio()).isNull();
    assertThat(drain.idealSeconds()).isNotNull();
  }

  @Test
  void whatTheStackKeepsUpWithLeavesNoBacklogAndNoRatio() {
    seconds(20, LoadPhase.SUSTAINED, RATE, RATE);
    seconds(30, LoadPhase.BURST, 10 * RATE, 10 * RATE);
    seconds(5, LoadPhase.AFTER, RATE, RATE);

    Drain drain = Drain.of(points, RATE);

    assertThat(drain.backlog()).isZero();
    assertThat(drain.gone()).isTrue();
    assertThat(drain.ratio()).isNull();
  }

  @Test
  void theRateWhileThereWasNoBacklogIsNotTheFullRate() {
    seconds(20, LoadPhase.SUSTAINED, 9 * RATE, 9 * RATE);
    seconds(10, LoadPhase.BURST, 10 * RATE, FULL);
    seconds(30, LoadPhase.AFTER, RATE, FULL);

    assertThat(Drain.of(points, RATE).fullRate()).isEqualTo(FULL);
  }

  @Test
  void beforeTheBurstHasEndedNothingIsGone() {
    seconds(20, LoadPhase.SUSTAINED, RATE, RATE);
    seconds(10, LoadPhase.BURST, 10 * RATE, FULL);

    assertThat(Drain.of(points, RATE).gone()).isFalse();
  }

  /** A point a second; no more arrives than was sent, but for what is always on its way. */
  private void seconds(int count, LoadPhase phase, long sending, long arriving) {
    for (int i = 0; i < count; i++) {
      points.add(new Point(points.size(), phase, sent, arrived));
      sent += sending;
      arrived = Math.min(Math.max(0, sent - DELAY), arrived + arriving);
    }
  }
}
