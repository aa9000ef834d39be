package vigie.api.drill;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.api.DaemonThreads;
import vigie.api.access.SyntheticPeople;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;

/**
 * Every Monday at ten, and whenever an operator wishes: one marked message to every proven channel
 * of everybody, one attempt each, and a row for what came of it.
 */
@Singleton
final class Drills implements ScheduledTask {
  static final String NAME = "drill";

  private static final Logger LOG = LoggerFactory.getLogger(Drills.class);
  private static final int SENDING_AT_ONCE_MAX = 8;

  private final JdbcDrills rows;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final MicrometerDrillMetrics metrics;
  private final Clock clock;
  private final Timetable mondays;
  private final ExecutorService senders =
      Executors.newFixedThreadPool(SENDING_AT_ONCE_MAX, DaemonThreads.named("drill"));

  Drills(
      JdbcDrills rows,
      RecipientDirectory directory,
      DeliveryChannels channels,
      MicrometerDrillMetrics metrics,
      Clock clock,
      ZoneId zone) {
    this.rows = rows;
    this.directory = directory;
    this.channels = channels;
    this.metrics = metrics;
    this.clock = clock;
    this.mondays = new Timetable(zone, LocalTime.of(10, 0), DayOfWeek.MONDAY);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return mondays;
  }

  @Override
  public void run(Instant now) {
    if (begin(now, null).isEmpty()) {
      LOG.warn("no drill: another one runs");
    }
  }

  /**
   * Begins one, and returns before it has ended.
   *
   * @param by who wished it; null for the calendar
   * @return its id; empty while another one runs
   */
  Optional<UUID> begin(Instant now, @Nullable UUID by) {
    UUID drill = UUID.randomUUID();
    if (!rows.begin(drill, now, by)) {
      return Optional.empty();
    }
    List<CompletableFuture<Void>> sending = new ArrayList<>();
    for (Recipient recipient : directory.everybody()) {
      if (SyntheticPeople.includes(recipient.id())) {
        continue;
      }
      for (Channel channel : recipient.verified()) {
        sending.add(CompletableFuture.runAsync(() -> send(drill, recipient, channel), senders));
      }
    }
    var unused =
        CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new))
            .thenRunAsync(() -> rows.finish(drill, clock.instant()), senders)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.error("drill {} was broken off", drill, failure);
                  }
                });
    return Optional.of(drill);
  }

  private void send(UUID drill, Recipient recipient, Channel channel) {
    UUID id = Keyed128.of(NAME, drill, recipient.id(), channel);
    DeliveryChannels.Sent sent =
        channels.send(recipient, channel, DrillText.of(id, recipient.language()));
    Outcome outcome = sent.accepted() ? Outcome.DELIVERED : Outcome.FAILED;
    metrics.sent(channel, outcome);
    rows.add(
        drill,
        new JdbcDrills.Result(
            recipient.id(), channel, DrillText.MARK, outcome, clock.instant(), sent.how()));
  }

  @PreDestroy
  void close() {
    senders.shutdownNow();
  }
}
