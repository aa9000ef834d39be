package vigie.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertCommand.Kind;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Notification.Role;
import vigie.engine.AlertInput;

/**
 * Messages on their way, and what people do when one reaches them. Each is drawn from the
 * notification's id, so that the same message meets the same fate whenever it is sent.
 */
final class People {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private final long seed;

  People(long seed) {
    this.seed = seed;
  }

  /**
   * What comes back.
   *
   * @param answers whether people of this patient answer at all
   */
  List<Arrival> told(Notification notification, long now, boolean answers) {
    UUID id = notification.id();
    Dice dice = new Dice(seed ^ id.getMostSignificantBits() ^ id.getLeastSignificantBits());
    List<Arrival> arrivals = new ArrayList<>(2);
    boolean reached = delivery(notification, now, dice, arrivals);
    if (reached && answers) {
      answer(notification, now, dice, arrivals);
    }
    return arrivals;
  }

  private static boolean delivery(
      Notification notification, long now, Dice dice, List<Arrival> arrivals) {
    long at = now + dice.about(50, 20 * SECOND);
    boolean fails = dice.chance(0.12);
    Delivery.Channel channel =
        fails && dice.chance(0.3) ? Delivery.Channel.NONE : Delivery.Channel.MAIL;
    if (dice.chance(0.1)) {
      arrivals.add(delivery(notification, channel, 1, Delivery.Outcome.RETRYING, at));
      at += dice.about(SECOND, 2 * MINUTE);
    }
    Delivery.Outcome outcome = fails ? Delivery.Outcome.FAILED : Delivery.Outcome.DELIVERED;
    Arrival last = delivery(notification, channel, 2, outcome, at);
    arrivals.add(last);
    if (dice.chance(0.05)) {
      arrivals.add(new Arrival(at + dice.about(10, MINUTE), last.input()));
    }
    return !fails;
  }

  private static Arrival delivery(
      Notification notification,
      Delivery.Channel channel,
      int attempt,
      Delivery.Outcome outcome,
      long at) {
    return new Arrival(
        at,
        AlertInput.of(
            new Delivery(
                notification.id(),
                notification.patient(),
                notification.alert().alert(),
                notification.recipient(),
                channel,
                attempt,
                outcome,
                Instant.ofEpochMilli(at),
                "")));
  }

  private static void answer(
      Notification notification, long now, Dice dice, List<Arrival> arrivals) {
    Kind kind = kind(notification, dice);
    if (kind == null) {
      return;
    }
    long at = now + dice.about(3 * SECOND, 2 * HOUR);
    Duration pause = kind == Kind.PAUSE ? Duration.ofMillis(dice.about(MINUTE, 3 * HOUR)) : null;
    AlertInput command =
        AlertInput.of(
            new AlertCommand(
                Keyed128.of("command", notification.id()),
                notification.patient(),
                notification.alert().alert(),
                kind,
                notification.recipient(),
                Instant.ofEpochMilli(at),
                "",
                pause));
    long delay = dice.chance(0.9) ? dice.between(5, 300) : dice.about(SECOND, 2 * MINUTE);
    arrivals.add(new Arrival(at + delay, command));
    if (dice.chance(0.05)) {
      arrivals.add(new Arrival(at + delay + dice.about(10, 30 * SECOND), command));
    }
  }

  private static @Nullable Kind kind(Notification notification, Dice dice) {
    double share = dice.share();
    if (notification.role() == Role.PATIENT) {
      boolean fell = notification.alert().family().equals("fall");
      return share < 0.25 ? Kind.CONFIRM : fell && share < 0.6 ? Kind.CANCEL : null;
    }
    if (notification.role() == Role.TREATING_PHYSICIAN || notification.role() == Role.SUBSTITUTE) {
      if (share < 0.3) {
        return Kind.ACKNOWLEDGE;
      }
      return share < 0.38
          ? Kind.REJECT
          : share < 0.46 ? Kind.CANNOT : share < 0.55 ? Kind.PAUSE : null;
    }
    return null;
  }
}
