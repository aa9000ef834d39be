package vigie.api.pipeline;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;
import vigie.api.alarm.AlarmCause;
import vigie.api.alarm.OperatorAlarms;
import vigie.api.rule.JdbcRules;
import vigie.api.store.StoreException;

/** Asks twice a minute, on a thread of its own, and notes what it finds. */
@Singleton
public final class PipelineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);
  private static final long PERIOD_SECONDS = 30;

  private final ApiConfig config;
  private final JdbcRules rules;
  private final OperatorAlarms alarms;
  private final Clock clock;
  private final JobFindings findings = new JobFindings();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("pipeline-watch"));

  /** Wired by the program. */
  PipelineWatch(ApiConfig config, JdbcRules rules, OperatorAlarms alarms, Clock clock) {
    this.config = config;
    this.rules = rules;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Begins to ask; of the job only where its address is known. */
  public void start() {
    every(() -> lookAtRules(clock.instant()));
    URI flink = config.flink();
    if (flink == null) {
      LOG.warn("AlertJob is not watched: VIGIE_FLINK_URL is off");
      return;
    }
    HttpFlinkJobs jobs = new HttpFlinkJobs(flink);
    every(() -> lookAtJob(jobs));
  }

  private void every(Runnable look) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                look.run();
              } catch (RuntimeException e) {
                LOG.error("the pipeline is looked at again", e);
              }
            },
            PERIOD_SECONDS,
            PERIOD_SECONDS,
            TimeUnit.SECONDS);
  }

  private void lookAtJob(HttpFlinkJobs jobs) {
    try {
      JobReport report = jobs.report();
      Instant now = clock.instant();
      findings
          .after(report, now)
          .forEach((cause, fault) -> alarms.note(cause, fault.orElse(null), now));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As the rules stand at this time; while the store is away it stays as it was. */
  void lookAtRules(Instant now) {
    try {
      alarms.note(AlarmCause.RULE_OFF, RulesOff.of(rules.inForce(), now).orElse(null), now);
    } catch (StoreException e) {
      LOG.debug("the rules cannot be looked at", e);
    }
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }
}
