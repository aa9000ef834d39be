package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.export.Export;
import vigie.cli.export.ExportFormat;
import vigie.cli.replay.Replay;
import vigie.cli.replay.ReplayOptions;
import vigie.cli.replay.ReplayResult;

/**
 * Real intensive-care charts go in at the broker; what was acknowledged comes out as one row each.
 */
class MimicIT {
  private static final Set<String> SUBJECTS = Set.of("10061", "10069", "10076", "10011");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Test
  @Tag("C-55")
  void everyAcknowledgedReadingIsOneRowAndRollupsEqualTheirRecomputation(@TempDir Path folder)
      throws Exception {
    try (StackUnderTest system = new StackUnderTest(folder)) {
      check(system, replay(system));
    }
  }

  private static ReplayResult replay(StackUnderTest system) throws InterruptedException {
    ExportFormat format = ExportFormat.of("mimic");
    Export export = format.reader().read(DataSets.folder("mimic-iii-demo"), SUBJECTS);
    Replay replay =
        new Replay(system.enrolment(), system.mqtt(), Clock.systemUTC(), System.out::println);
    return replay.run(format, export, new ReplayOptions(Double.POSITIVE_INFINITY, true));
  }

  private static void check(StackUnderTest system, ReplayResult result) throws SQLException {
    assertThat(result.acknowledged()).isEqualTo(result.messages());
    StoredRows rows = new StoredRows(system, result);
    await().atMost(PATIENCE).pollInterval(LOOK).untilAsserted(rows::areThoseAcknowledged);
    rows.haveRollupsEqualToTheirRecomputation();
  }
}
