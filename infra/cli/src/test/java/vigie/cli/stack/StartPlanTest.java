package vigie.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartPlanTest {

  private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();

  @Test
  void aStepBeginsWhenThoseBeforeItHaveEnded() throws InterruptedException {
    new StartPlan(
            List.of(step("kafka"), step("topics", "kafka"), step("gateway", "topics"), step("db")))
        .run(said::add);

    assertThat(ended).containsExactlyInAnyOrder("kafka", "topics", "gateway", "db");
    assertThat(ended).containsSubsequence("kafka", "topics", "gateway");
    assertThat(said).anyMatch(line -> line.matches("kafka ready after [0-9.]+ s +\\(at kafka\\)"));
  }

  @Test
  void independentStepsRunSideBySide() throws InterruptedException {
    CountDownLatch met = new CountDownLatch(2);
    Step.Action meets =
        () -> {
          met.countDown();
          return met.await(10, TimeUnit.SECONDS) ? "" : "alone";
        };
    new StartPlan(List.of(new Step("a", List.of(), meets), new Step("b", List.of(), meets)))
        .run(said::add);

    assertThat(said).hasSize(2).noneMatch(line -> line.contains("alone"));
  }

  @Test
  void theFirstFailureNamesItsStepAndKeepsLaterStepsFromBeginning() {
    StartPlan plan = new StartPlan(List.of(broken("kafka"), step("topics", "kafka")));

    assertThatThrownBy(() -> plan.run(said::add))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("kafka did not start: no disk")
        .hasMessageContaining("Remedy");
    assertThat(ended).isEmpty();
  }

  @Test
  void aFailureDoesNotWaitForStepsThatHang() {
    Step hanging =
        new Step(
            "db",
            List.of(),
            () -> {
              new CountDownLatch(1).await();
              return "";
            });
    StartPlan plan = new StartPlan(List.of(hanging, broken("kafka")));

    assertThatThrownBy(() -> plan.run(said::add)).isInstanceOf(StartFailedException.class);
  }

  @Test
  void aPlanThatWaitsForAnUnknownStepIsRefused() {
    assertThatThrownBy(() -> new StartPlan(List.of(step("topics", "kafka"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topics waits for kafka");
  }

  private Step step(String name, String... after) {
    return new Step(
        name,
        List.of(after),
        () -> {
          ended.add(name);
          return "at " + name;
        });
  }

  private static Step broken(String name) {
    return new Step(
        name,
        List.of(),
        () -> {
          throw new IllegalStateException("no disk");
        });
  }
}
