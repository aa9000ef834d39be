package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.cli.stack.StackParts;

/** The parts die one after the other while charts stream in, and it makes no difference. */
class KilledPartsIT {
  /** The longest stay, 25 days, passes in 80 seconds: each part dies while readings flow. */
  private static final double SPEED = 27_000;

  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  @Tag("C-55")
  @Tag("C-56")
  void alertsRowsAndRollupsAreTheSameWhenPartsAreKilledMidStream(@TempDir Path folder)
      throws Exception {
    List<String> victims =
        List.of(StackParts.TASK_MANAGER, StackParts.GATEWAY, StackParts.KAFKA, StackParts.DATABASE);
    List<Future<?>> kills = new ArrayList<>();
    ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    try (StackUnderTest system = new StackUnderTest(folder)) {
      for (int i = 0; i < victims.size(); i++) {
        String victim = victims.get(i);
        kills.add(
            killer.schedule(
                () -> system.stack().part(victim).kill(),
                BETWEEN_KILLS.toSeconds() * (i + 1),
                TimeUnit.SECONDS));
      }
      Charts charts = Charts.replayed(system, SPEED);
      for (Future<?> kill : kills) {
        kill.get();
      }
      for (String victim : victims) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(system.stack().restartsIfReady(victim)).as(victim).isPositive());
      }
      StoredRows rows = charts.areStoredOnce();
      charts.haveTheAlertsOfTheSequentialCalculation(rows);
      rows.haveRollupsEqualToTheirRecomputation();
    } finally {
      killer.shutdownNow();
    }
  }
}
