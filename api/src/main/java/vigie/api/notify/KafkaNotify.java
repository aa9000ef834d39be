package vigie.api.notify;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;
import vigie.api.access.AccessDirectory;
import vigie.api.access.ContactLevel;
import vigie.api.access.Mask;
import vigie.api.access.PatientRights;
import vigie.api.alert.AlertSight;
import vigie.api.live.LiveAlerts;
import vigie.api.live.MessageStreams;
import vigie.api.outbox.KafkaPublisher;
import vigie.key.KafkaSeal;

/** Runs the notifier: wires its parts, starts their threads, ends them. */
@Singleton
public final class KafkaNotify {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaNotify.class);
  private static final int SENDING_AT_ONCE_MAX = 32;
  private static final int PER_RECIPIENT_MAX = 4;
  private static final long PAUSE_SECONDS = 1;
  private static final long CLOSE_SECONDS = 3;

  private final ApiConfig config;
  private final RecipientDirectory directory;
  private final JdbcRecipients recipients;
  private final JdbcMessageRows rows;
  private final LiveAlerts alerts;
  private final AccessDirectory rights;
  private final KafkaSeal seal;
  private final KafkaOutcomes outcomes;
  private final KafkaNotifications notifications;
  private final KafkaSseMessages streamed;
  private final ExecutorService readers =
      Executors.newCachedThreadPool(DaemonThreads.named("notify-reader"));
  private final ExecutorService senders =
      Executors.newFixedThreadPool(SENDING_AT_ONCE_MAX, DaemonThreads.named("notify-sender"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("notify-timer"));
  private final Map<String, Consumer<byte[], byte[]>> open = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Wired by the program. */
  public KafkaNotify(
      ApiConfig config,
      RecipientDirectory directory,
      JdbcRecipients recipients,
      JdbcMessageRows rows,
      DeliveryChannels channels,
      MessageStreams streams,
      LiveAlerts alerts,
      AccessDirectory rights,
      JdbcToldPeople told,
      KafkaPublisher publisher,
      KafkaSeal seal,
      NotifyMetrics metrics,
      Clock clock) {
    this.config = config;
    this.directory = directory;
    this.recipients = recipients;
    this.rows = rows;
    this.alerts = alerts;
    this.rights = rights;
    this.seal = seal;
    FinishedNotifications finished = new FinishedNotifications();
    DeliveryReport report = new KafkaDeliveries(publisher, timer);
    SseMessages messages =
        new SseMessages(
            directory, streams, this::message, this::permitted, report, metrics, senders, clock);
    Dispatcher dispatcher =
        new Dispatcher(
            directory,
            channels.all(),
            this::message,
            this::permitted,
            report,
            metrics,
            new Lanes(senders, PER_RECIPIENT_MAX),
            timer,
            clock);
    this.outcomes = new KafkaOutcomes(finished, messages, seal);
    this.notifications = new KafkaNotifications(dispatcher, finished, told, seal);
    this.streamed = new KafkaSseMessages(messages, seal);
  }

  /** Loads the addresses, then begins to read; nothing is sent before old outcomes are known. */
  public void start() {
    recipients.load();
    run("outcomes", null, outcomes::read);
    readers.execute(
        () -> {
          try {
            outcomes.caughtUp().await();
            run("notifications", KafkaNotifications.GROUP, notifications::read);
            run("streamed notifications", null, streamed::read);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    run("rows", KafkaMessageRows.GROUP, new KafkaMessageRows(rows, seal)::read);
  }

  private boolean permitted(Notification notification) {
    UUID patient = notification.patient().value();
    return Permission.holds(notification, rights.patient(patient).orElse(null));
  }

  private Message message(Notification notification, Recipient recipient) {
    UUID patient = notification.patient().value();
    List<AlertTransition> others = new ArrayList<>(alerts.openOf(notification.patient()));
    others.removeIf(other -> other.alert().equals(notification.alert().alert()));
    PatientRights known = rights.patient(patient).orElse(null);
    List<Mask> masks = known == null ? List.of() : masksFor(notification.role(), known);
    others.removeIf(other -> AlertSight.masked(masks, other));
    return JsonMessages.of(
        notification,
        recipient,
        directory.find(patient).orElse(null),
        others,
        config.publicUrl(),
        config.zone(),
        known == null ? ContactLevel.NONE : known.contactLevel(),
        AlertSight.masked(masks, notification.alert()));
  }

  /**
   * Masks hold for whoever stands in and for the emergency contact, not for the treating physician
   * (C-41); what is not to be used is told to nobody.
   */
  private static List<Mask> masksFor(Notification.Role role, PatientRights rights) {
    return switch (role) {
      case SUBSTITUTE, EMERGENCY_CONTACT -> rights.masks();
      case PATIENT, TREATING_PHYSICIAN, OPERATOR -> rights.unused();
    };
  }

  private void run(
      String name,
      @Nullable String group,
      java.util.function.Consumer<Consumer<byte[], byte[]>> work) {
    if (isClosed()) {
      return;
    }
    readers.execute(
        () -> {
          while (!isClosed()) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(group))) {
              open.put(name, consumer);
              work.accept(consumer);
            } catch (WakeupException | InterruptException e) {
              LOG.debug("notify reader of {} wakes up", name);
            } catch (KafkaException e) {
              LOG.warn("notify reader of {} begins again: {}", name, e.toString());
              pause();
            } catch (RuntimeException e) {
              // A defect; yet a notifier that says so once a second is better than a silent one.
              LOG.error("notify reader of {} begins again", name, e);
              pause();
            }
          }
        });
  }

  private Map<String, Object> settings(@Nullable String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", config.kafkaBootstrapServers());
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    settings.put("reconnect.backoff.max.ms", 1_000);
    settings.put("default.api.timeout.ms", 10_000);
    if (group != null) {
      settings.put("group.id", group);
      // A program that was killed is missed sooner than by the default 45 s.
      settings.put("session.timeout.ms", 10_000);
      settings.put("heartbeat.interval.ms", 2_000);
    }
    return settings;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits before beginning again, not longer than until the program ends. */
  private void pause() {
    try {
      boolean unused = closed.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void close() throws InterruptedException {
    closed.countDown();
    open.values().forEach(Consumer::wakeup);
    readers.shutdown();
    if (!readers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      readers.shutdownNow();
    }
    timer.shutdownNow();
    senders.shutdownNow();
  }
}
