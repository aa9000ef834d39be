package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertTransition;
import vigie.engine.AlertInput;
import vigie.reading.Category;

/** A checkpoint is written out while readings go on, and is of the time at which it began. */
class BegunCheckpointTest {
  private static final Instant START = OnePatient.START;

  @Test
  void whatComesWhileACheckpointIsWrittenIsNotInIt() throws Exception {
    AlertHarness harness = new AlertHarness();
    harness.process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia(harness, 0, 2);
    assertThat(harness.alerts()).isEmpty();

    Callable<OperatorSubtaskState> checkpoint = harness.begunCheckpoint();
    tachycardia(harness, 2, 20);
    List<AlertTransition> first = harness.alerts();
    assertThat(first).isNotEmpty();

    harness.restoredAt(START.plus(Duration.ofMinutes(2)), checkpoint.call());
    tachycardia(harness, 2, 20);
    assertThat(harness.alerts()).isEqualTo(first);
    harness.close();
  }

  private static void tachycardia(AlertHarness harness, int from, int to) throws Exception {
    for (int minute = from; minute < to; minute++) {
      Instant now = START.plus(Duration.ofMinutes(minute));
      harness.at(now);
      harness.process(AlertInput.of(OnePatient.reading("heart-rate", 155, now)));
    }
  }
}
