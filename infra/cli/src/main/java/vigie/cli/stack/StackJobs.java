package vigie.cli.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import vigie.Topic;
import vigie.local.FlinkCluster;
import vigie.local.FlinkJob;

/** The two jobs of the stream, submitted to the stack's Flink cluster. */
final class StackJobs {

  /** Of the alert path; its id is its checkpoints' folder, so it never changes. */
  private static final String ALERT_ID = "a1e27000000000000000000000000001";

  private static final String TIMELINE_ID = "71e11e00000000000000000000000001";

  /** Half of the cores for each job; a core goes a long way: the topics have four partitions. */
  private static final int PARALLELISM =
      Math.max(1, Math.min(Topic.PARTITIONS, Runtime.getRuntime().availableProcessors() / 2));

  private static final Duration SUBMIT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_CHECKPOINT_PATIENCE = Duration.ofMinutes(2);
  private static final int POLL_MILLIS = 100;

  private final FlinkCluster cluster;
  private final FlinkJob alerts;
  private final FlinkJob timeline;

  /**
   * Describes the jobs.
   *
   * @param cluster where they run, with their settings in its environment
   */
  StackJobs(FlinkCluster cluster) {
    this.cluster = cluster;
    this.alerts =
        new FlinkJob("alert job", ALERT_ID, "vigie.jobs.alert.AlertJob", List.of(), PARALLELISM);
    this.timeline =
        new FlinkJob(
            "timeline job", TIMELINE_ID, "vigie.jobs.timeline.TimelineJob", List.of(), PARALLELISM);
  }

  /** Submits the alert job and returns when it has completed a checkpoint. */
  String startAlerts() {
    return start(alerts);
  }

  /** Submits the timeline job and returns when it has completed a checkpoint. */
  String startTimeline() {
    return start(timeline);
  }

  /** After a lost JobManager, which forgot both. */
  void resubmit() {
    submit(alerts);
    submit(timeline);
  }

  private String start(FlinkJob job) {
    submit(job);
    long deadline = System.nanoTime() + FIRST_CHECKPOINT_PATIENCE.toNanos();
    while (true) {
      String state = "";
      try {
        if (cluster.lastCheckpoint(job).isPresent()) {
          return "checkpoint completed";
        }
        state = cluster.state(job).orElse("unknown to Flink");
      } catch (IOException e) {
        state = String.valueOf(e.getMessage());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "no checkpoint within %d s; Flink says: %s"
                .formatted(FIRST_CHECKPOINT_PATIENCE.toSeconds(), state));
      }
      pause();
    }
  }

  /** A JobManager that has just started may refuse for a moment. */
  private void submit(FlinkJob job) {
    long deadline = System.nanoTime() + SUBMIT_PATIENCE.toNanos();
    while (true) {
      try {
        cluster.ensureRunning(job);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(job.name() + ": " + e.getMessage(), e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a job", e);
    }
  }
}
