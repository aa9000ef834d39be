package vigie.api.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;
import vigie.api.alarm.AlarmCause;
import vigie.api.alarm.Monitoring;
import vigie.api.session.SessionDirectory;
import vigie.key.KafkaSeal;

/** Runs the live feed: a reader per topic, and the clock that ends streams that are over. */
@Singleton
public final class KafkaLiveFeed {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLiveFeed.class);

  private final LiveHub hub;
  private final MessageStreams messages;
  private final SessionDirectory sessions;
  private final Monitoring monitoring;
  private final Clock clock;
  private final String bootstrapServers;
  private final KafkaSeal seal;
  private final KafkaLiveReader alerts;
  private final KafkaLiveReader readings;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("live-ticker"));

  /** Wired by the program. */
  public KafkaLiveFeed(
      ApiConfig config,
      LiveHub hub,
      MessageStreams messages,
      SessionDirectory sessions,
      Monitoring monitoring,
      KafkaSeal seal,
      Clock clock) {
    this.seal = seal;
    this.hub = hub;
    this.messages = messages;
    this.sessions = sessions;
    this.monitoring = monitoring;
    this.clock = clock;
    this.bootstrapServers = config.kafkaBootstrapServers();
    this.alerts = new KafkaLiveReader(Feed.ALERT, bootstrapServers, hub, seal);
    this.readings = new KafkaLiveReader(Feed.READING, bootstrapServers, hub, seal);
  }

  /** Begins to read; streams can be opened once the hub is ready. */
  public void start() {
    alerts.start();
    readings.start();
    sessions.listen(hub::sessionEnded);
    sessions.listen(messages::sessionEnded);
    every(1, () -> hub.check(clock.instant()));
    every(1, () -> messages.check(clock.instant()));
    every(1, () -> hub.monitoring(monitoring.degradedBy().stream().map(AlarmCause::name).toList()));
    every(LiveHub.heartbeatInterval().toSeconds(), hub::heartbeat);
    every(LiveHub.heartbeatInterval().toSeconds(), messages::heartbeat);
  }

  /** What a watcher missed since its cursor; waits for Kafka. */
  KafkaReplay replay(LiveHub.Joined joined, Cursor from) {
    return new KafkaReplay(bootstrapServers, hub, seal, joined.watcher(), from, joined.start());
  }

  private void every(long seconds, Runnable task) {
    var unused =
        ticker.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                // Thrown on, it would silently end the ticking.
                LOG.error("live tick failed", e);
              }
            },
            seconds,
            seconds,
            TimeUnit.SECONDS);
  }

  @PreDestroy
  void close() throws InterruptedException {
    ticker.shutdownNow();
    hub.stop();
    messages.stop();
    alerts.stop();
    readings.stop();
  }
}
