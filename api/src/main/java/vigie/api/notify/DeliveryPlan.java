package vigie.api.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Severity;

/**
 * Which way is tried when, for one notification. CRITICAL goes every way at once (clinical note
 * 5.2, two independent channels); HIGH goes one way after another until one works. Each way is
 * tried three times. Pure; used by one thread at a time.
 */
final class DeliveryPlan {
  /** Waits before the second and the third attempt. */
  private static final List<Duration> BACK_OFF =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final List<Channel> waiting;
  private final Set<Channel> running = EnumSet.noneOf(Channel.class);
  private final boolean together;
  private boolean delivered;

  /**
   * @param severity of the alert
   * @param reachable ways to the recipient, the preferred one first
   */
  DeliveryPlan(Severity severity, List<Channel> reachable) {
    this.waiting = new ArrayList<>(reachable);
    this.together = severity == Severity.CRITICAL;
  }

  /**
   * What follows from an attempt.
   *
   * @param outcome to report
   * @param again when to try the same way again; null for not
   * @param next ways to begin with now
   */
  record Step(Outcome outcome, @Nullable Duration again, List<Channel> next) {}

  /** Ways to begin with; empty when there is none: nothing can be tried. */
  List<Channel> start() {
    return begin();
  }

  /** After an attempt that was accepted. */
  Step delivered(Channel channel) {
    running.remove(channel);
    delivered = true;
    waiting.clear();
    return new Step(Outcome.DELIVERED, null, List.of());
  }

  /**
   * After an attempt that was not.
   *
   * @param attempt from 1
   * @param lasting whether another attempt would fail in the same way
   */
  Step failed(Channel channel, int attempt, boolean lasting) {
    if (!lasting && attempt <= BACK_OFF.size()) {
      return new Step(Outcome.RETRYING, BACK_OFF.get(attempt - 1), List.of());
    }
    running.remove(channel);
    List<Channel> next = running.isEmpty() && !delivered ? begin() : List.of();
    boolean other = delivered || !running.isEmpty();
    return new Step(other ? Outcome.ABANDONED : Outcome.FAILED, null, next);
  }

  /** Whether nothing more will be tried. */
  boolean over() {
    return running.isEmpty() && waiting.isEmpty();
  }

  private List<Channel> begin() {
    List<Channel> now = together ? List.copyOf(waiting) : waiting.stream().limit(1).toList();
    waiting.removeAll(now);
    running.addAll(now);
    return now;
  }
}
