package vigie.api.watchdog;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One test alert on its way, and what it means where it stands. Pure and immutable.
 *
 * @param begun when it was to leave
 * @param measured time of its reading, which names its alert; null while the reading has not been
 *     taken in
 * @param refusal why the reading was not taken in when last tried; null for no reason known
 */
record Probe(Instant begun, @Nullable Instant measured, @Nullable String refusal) {
  /** Where the way ended, as far as can be known. */
  enum Place {
    /** The synthetic patient, or the device, could not be made. */
    SET_UP,
    /** The alert before was answered, and has not ended. */
    EARLIER_ALERT,
    /** The API's intake did not take the reading. */
    INTAKE,
    /** Neither the store nor the alerts have heard of the reading. */
    READING,
    /** The reading is in the store; no alert came of it. */
    ALERT,
    /** There is no alert, and the store does not say whether it has the reading. */
    READING_OR_ALERT,
    /** There is an alert; nobody was to be told of it, or that is not known. */
    NOTIFICATION,
    /** Somebody was to be told, and no message came. */
    DELIVERY
  }

  /** Whether the store has something. */
  enum Stored {
    YES,
    NO,
    /** The store did not answer. */
    UNKNOWN
  }

  /**
   * What is seen of it.
   *
   * @param enrolled whether patient and device are there
   * @param earlierOpen whether an alert of an earlier one is still open
   * @param alert whether its own alert was seen
   */
  record Seen(boolean enrolled, boolean earlierOpen, boolean alert) {}

  /** One that begins. */
  static Probe begin(Instant now) {
    return new Probe(now, null, null);
  }

  /** After the reading was taken in. */
  Probe sent(Instant measuredAt) {
    return new Probe(begun, measuredAt, null);
  }

  /** After something did not succeed. */
  Probe failed(String why) {
    return new Probe(begun, measured, why);
  }

  /** Whether its time is over. */
  boolean late(Instant now, Duration patience) {
    return !now.isBefore(begun.plus(patience));
  }

  /**
   * Where the way ended, for one that is late.
   *
   * @param reading whether the store has the reading
   * @param notification whether the store has somebody who was to be told of the alert
   */
  Place place(Seen seen, Stored reading, Stored notification) {
    if (measured == null) {
      if (!seen.enrolled()) {
        return Place.SET_UP;
      }
      return seen.earlierOpen() && refusal == null ? Place.EARLIER_ALERT : Place.INTAKE;
    }
    if (!seen.alert()) {
      return switch (reading) {
        case YES -> Place.ALERT;
        case NO -> Place.READING;
        case UNKNOWN -> Place.READING_OR_ALERT;
      };
    }
    return notification == Stored.YES ? Place.DELIVERY : Place.NOTIFICATION;
  }
}
