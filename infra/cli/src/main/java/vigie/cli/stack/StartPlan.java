package vigie.cli.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The steps of a start and their order: each runs as soon as those before it have ended, side by
 * side with all others. The first failure ends the plan; steps not yet begun are left out.
 */
final class StartPlan {

  private final List<Step> steps;

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException when a step waits for one that does not come earlier in the
   *     list, or a name occurs twice
   */
  StartPlan(List<Step> steps) {
    Set<String> known = new HashSet<>();
    for (Step step : steps) {
      for (String earlier : step.after()) {
        if (!known.contains(earlier)) {
          throw new IllegalArgumentException(
              "step " + step.name() + " waits for " + earlier + ", which is no earlier step");
        }
      }
      if (!known.add(step.name())) {
        throw new IllegalArgumentException("two steps are called " + step.name());
      }
    }
    this.steps = List.copyOf(steps);
  }

  /**
   * Runs all steps and returns when the last has ended.
   *
   * @throws StartFailedException for the first step that failed
   * @throws InterruptedException when this thread is interrupted; the steps are then too
   */
  void run(Progress progress) throws InterruptedException {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "vigie-start");
              thread.setDaemon(true);
              return thread;
            });
    CompletableFuture<Void> failure = new CompletableFuture<>();
    try {
      Map<String, CompletableFuture<Void>> running = new HashMap<>();
      for (Step step : steps) {
        List<CompletableFuture<Void>> before = new ArrayList<>();
        for (String name : step.after()) {
          CompletableFuture<Void> earlier = running.get(name);
          if (earlier != null) {
            before.add(earlier);
          }
        }
        CompletableFuture<Void> done =
            CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> run(step, failure, progress), threads);
        running.put(step.name(), done);
      }
      CompletableFuture<Void> all =
          CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
      CompletableFuture.anyOf(all, failure).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartFailedException cause) {
        throw cause;
      }
      throw new IllegalStateException("the start failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void run(Step step, CompletableFuture<Void> failure, Progress progress) {
    if (failure.isDone()) {
      return;
    }
    long start = System.nanoTime();
    try {
      String where = step.action().run();
      progress.say(
          "%s ready after %s%s"
              .formatted(
                  step.name(),
                  Progress.secondsSince(start),
                  where.isEmpty() ? "" : "  (" + where + ")"));
    } catch (Exception e) {
      StartFailedException failed = StartFailedException.of(step.name(), e);
      failure.completeExceptionally(failed);
      throw failed;
    }
  }
}
