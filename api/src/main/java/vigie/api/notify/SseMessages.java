package vigie.api.notify;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alert.Delivery;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification;
import vigie.api.access.SyntheticPeople;
import vigie.api.live.MessageStreams;

/**
 * Puts each notification on the streams that its recipient has open on this instance, beside the
 * {@link Dispatcher}'s ways and without regard to them: nobody's message waits for it or is spared
 * by it. Who has no stream open is missed without a word, for an application that is closed is no
 * failure. Each is offered once; one thread offers.
 */
final class SseMessages {
  private static final Logger LOG = LoggerFactory.getLogger(SseMessages.class);

  private static final String WRITTEN = "written to the person's open stream";

  private final RecipientDirectory directory;
  private final MessageStreams streams;
  private final BiFunction<Notification, Recipient, Message> messages;
  private final Predicate<Notification> permitted;
  private final DeliveryReport report;
  private final NotifyMetrics metrics;
  private final Executor threads;
  private final Clock clock;
  private final FinishedNotifications offered = new FinishedNotifications();

  /**
   * @param messages writes what a recipient is told, as the patient allows it at that moment
   * @param permitted whether one may go out at that moment
   * @param threads tell outcomes, so that no connection's thread waits for Kafka
   */
  SseMessages(
      RecipientDirectory directory,
      MessageStreams streams,
      BiFunction<Notification, Recipient, Message> messages,
      Predicate<Notification> permitted,
      DeliveryReport report,
      NotifyMetrics metrics,
      Executor threads,
      Clock clock) {
    this.directory = directory;
    this.streams = streams;
    this.messages = messages;
    this.permitted = permitted;
    this.report = report;
    this.metrics = metrics;
    this.threads = threads;
    this.clock = clock;
  }

  /** Notes what went out, by any way, before this program began: it is not offered again. */
  void before(Delivery delivery) {
    if (delivery.outcome() == Outcome.DELIVERED || delivery.outcome() == Outcome.FAILED) {
      boolean unused = offered.add(delivery.notification());
    }
  }

  /** Streams can be opened: what is read from now on is offered. */
  void begin() {
    streams.open();
  }

  /** Offers one, unless it was offered before. */
  void offer(Notification notification) {
    if (!offered.add(notification.id()) || SyntheticPeople.includes(notification.patient())) {
      return;
    }
    // Of several streams, and of several operators, the first one makes the row.
    AtomicBoolean told = new AtomicBoolean();
    for (Recipient recipient : recipients(notification)) {
      if (streams.listens(recipient.id()) && permitted.test(notification)) {
        offer(notification, recipient, told);
      }
    }
  }

  private void offer(Notification notification, Recipient recipient, AtomicBoolean told) {
    String json;
    try {
      json = messages.apply(notification, recipient).json();
    } catch (RuntimeException e) {
      LOG.error("notification {} cannot be written for a stream", notification.id(), e);
      return;
    }
    streams.offer(
        recipient.id(),
        notification.id(),
        json,
        () -> {
          if (told.compareAndSet(false, true)) {
            threads.execute(() -> tell(notification));
          }
        });
  }

  private List<Recipient> recipients(Notification notification) {
    return notification.recipient().equals(Notification.OPERATORS)
        ? directory.operators()
        : directory.find(notification.recipient()).stream().toList();
  }

  private void tell(Notification notification) {
    Delivery delivery =
        new Delivery(
            notification.id(),
            notification.patient(),
            notification.alert().alert(),
            notification.recipient(),
            Channel.SSE,
            1,
            Outcome.DELIVERED,
            clock.instant(),
            WRITTEN);
    metrics.attempted(notification, delivery);
    var unused =
        report
            .tell(delivery)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.error("outcome of notification {} not told", notification.id(), failure);
                  }
                });
  }
}
