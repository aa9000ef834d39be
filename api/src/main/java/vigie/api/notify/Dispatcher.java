package vigie.api.notify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.alert.Delivery;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification;
import vigie.api.access.SyntheticPeople;

/**
 * Delivers notifications: each attempt on its recipient's lane, waits between attempts without
 * holding a thread. Safe for many threads.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final String UNVERIFIED = "the address is not verified";

  private final RecipientDirectory directory;
  private final List<DeliveryChannel> channels;
  private final BiFunction<Notification, Recipient, Message> messages;
  private final Predicate<Notification> permitted;
  private final DeliveryReport report;
  private final NotifyMetrics metrics;
  private final Lanes lanes;
  private final ScheduledExecutorService timer;
  private final Clock clock;

  /**
   * @param channels every way there is, the preferred one first
   * @param messages writes what a recipient is told, as the patient allows it at that moment
   * @param permitted whether one may still go out; asked before each attempt
   */
  Dispatcher(
      RecipientDirectory directory,
      List<DeliveryChannel> channels,
      BiFunction<Notification, Recipient, Message> messages,
      Predicate<Notification> permitted,
      DeliveryReport report,
      NotifyMetrics metrics,
      Lanes lanes,
      ScheduledExecutorService timer,
      Clock clock) {
    this.directory = directory;
    this.channels = List.copyOf(channels);
    this.messages = messages;
    this.permitted = permitted;
    this.report = report;
    this.metrics = metrics;
    this.lanes = lanes;
    this.timer = timer;
    this.clock = clock;
  }

  /** Delivers; done when nothing more will be tried and every outcome is durable. */
  CompletableFuture<Void> deliver(Notification notification) {
    if (notification.role() == Notification.Role.OPERATOR
        && SyntheticPeople.includes(notification.patient())) {
      // The watchdog tells operators itself, once and in other words.
      String why = "about the watchdog's patient";
      return report.tell(outcome(notification, Channel.NONE, 1, Outcome.FAILED, why));
    }
    Optional<Recipient> recipient = directory.find(notification.recipient());
    Map<Channel, DeliveryChannel> reachable = new EnumMap<>(Channel.class);
    List<Channel> order = new ArrayList<>();
    List<Channel> unverified = new ArrayList<>();
    for (DeliveryChannel channel : channels) {
      if (recipient.isEmpty() || !channel.reaches(recipient.get())) {
        continue;
      }
      if (recipient.get().verified().contains(channel.kind())) {
        reachable.put(channel.kind(), channel);
        order.add(channel.kind());
      } else {
        unverified.add(channel.kind());
      }
    }
    if (order.isEmpty() && notification.role() == Notification.Role.OPERATOR) {
      LOG.error("alert {} has nobody, and no operator can be told", notification.alert().alert());
    }
    CompletableFuture<Void> refused = refuse(notification, unverified, order.isEmpty());
    if (order.isEmpty() && !unverified.isEmpty()) {
      return refused;
    }
    if (order.isEmpty()) {
      String why = recipient.isPresent() ? "no channel is set up" : "the recipient is unknown";
      return report.tell(outcome(notification, Channel.NONE, 1, Outcome.FAILED, why));
    }
    try {
      Message unused = messages.apply(notification, recipient.get());
    } catch (RuntimeException e) {
      // Said at once, so that somebody else is told: one that cannot be put into words must
      // neither be lost nor stop those behind it.
      LOG.error("notification {} cannot be written", notification.id(), e);
      String why = "our fault: " + e.getClass().getSimpleName();
      Delivery failed = outcome(notification, Channel.NONE, 1, Outcome.FAILED, why);
      return CompletableFuture.allOf(refused, report.tell(failed));
    }
    CompletableFuture<Void> tried =
        new Run(notification, recipient.get(), reachable, order).begin();
    return CompletableFuture.allOf(refused, tried);
  }

  /** Tells that nothing goes to addresses that nobody has proven; the last one may end it. */
  private CompletableFuture<Void> refuse(
      Notification notification, List<Channel> unverified, boolean nothingElse) {
    CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    for (int i = 0; i < unverified.size(); i++) {
      boolean last = nothingElse && i == unverified.size() - 1;
      Delivery delivery =
          outcome(
              notification,
              unverified.get(i),
              1,
              last ? Outcome.FAILED : Outcome.ABANDONED,
              UNVERIFIED);
      told = told.thenCompose(before -> report.tell(delivery));
    }
    return told;
  }

  private Delivery outcome(
      Notification notification, Channel channel, int attempt, Outcome outcome, String detail) {
    Delivery delivery =
        new Delivery(
            notification.id(),
            notification.patient(),
            notification.alert().alert(),
            notification.recipient(),
            channel,
            attempt,
            outcome,
            clock.instant(),
            detail);
    metrics.attempted(notification, delivery);
    return delivery;
  }

  /** One notification on its way. */
  private final class Run {
    private final Notification notification;
    private final Recipient recipient;
    private final Map<Channel, DeliveryChannel> reachable;
    private final DeliveryPlan plan;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

    Run(
        Notification notification,
        Recipient recipient,
        Map<Channel, DeliveryChannel> reachable,
        List<Channel> order) {
      this.notification = notification;
      this.recipient = recipient;
      this.reachable = reachable;
      this.plan = new DeliveryPlan(notification.alert().severity(), order);
    }

    synchronized CompletableFuture<Void> begin() {
      plan.start().forEach(channel -> attempt(channel, 1));
      return finished;
    }

    private void attempt(Channel channel, int attempt) {
      DeliveryChannel way = reachable.get(channel);
      if (way != null) {
        lanes.run(recipient.id(), () -> send(way, attempt));
      }
    }

    private void send(DeliveryChannel way, int attempt) {
      try {
        if (!permitted.test(notification)) {
          after(way.kind(), attempt, "the patient allows it no longer", true, false);
          return;
        }
        // Written anew each time: what the patient opened may be closed since.
        String how = way.send(recipient, messages.apply(notification, recipient));
        after(way.kind(), attempt, how, false, true);
      } catch (DeliveryChannel.NotDelivered e) {
        after(way.kind(), attempt, e.why(), e.lasting(), false);
      } catch (RuntimeException e) {
        after(way.kind(), attempt, "our fault: " + e.getClass().getSimpleName(), false, false);
      }
    }

    private synchronized void after(
        Channel channel, int attempt, String detail, boolean lasting, boolean accepted) {
      DeliveryPlan.Step step =
          accepted ? plan.delivered(channel) : plan.failed(channel, attempt, lasting);
      Delivery delivery = outcome(notification, channel, attempt, step.outcome(), detail);
      told = told.thenCompose(before -> report.tell(delivery));
      step.next().forEach(next -> attempt(next, 1));
      if (step.again() != null) {
        var unused =
            timer.schedule(
                () -> attempt(channel, attempt + 1),
                step.again().toMillis(),
                TimeUnit.MILLISECONDS);
      }
      if (plan.over()) {
        var unused =
            told.whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    finished.complete(null);
                  } else {
                    finished.completeExceptionally(failure);
                  }
                });
      }
    }
  }
}
