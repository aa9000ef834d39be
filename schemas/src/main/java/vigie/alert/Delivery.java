package vigie.alert;

import java.time.Instant;
import java.util.UUID;
import vigie.reading.PatientId;

/**
 * What became of one attempt to deliver a notification.
 *
 * @param notification which
 * @param patient whose alert
 * @param alert which
 * @param recipient to whom
 * @param channel by which way
 * @param attempt from 1, per notification and channel
 * @param outcome what became of it
 * @param at when that was known
 * @param detail the answer in words, without address or health data; empty for none
 */
public record Delivery(
    UUID notification,
    PatientId patient,
    UUID alert,
    UUID recipient,
    Channel channel,
    int attempt,
    Outcome outcome,
    Instant at,
    String detail) {
  /** Ways to a person. */
  public enum Channel {
    MAIL,
    WEBHOOK,
    /** Their own topic at the MQTT broker. */
    MQTT,
    /** No channel of the recipient is known: nothing could be tried. */
    NONE,
    /** A stream of messages that they have open at that moment; beside the others. */
    SSE;

    /**
     * Whether anything follows from an outcome by it: that somebody was told, can be reached, or
     * must be told otherwise. Of a stream nothing does, for it says neither who sits before it nor
     * that anybody will be there the next time.
     */
    public boolean decides() {
      return this != SSE;
    }
  }

  /** How an attempt ended. */
  public enum Outcome {
    DELIVERED,
    /** This attempt failed and another will follow. */
    RETRYING,
    /** Given up on this channel, while another one delivered or is still tried. */
    ABANDONED,
    /** Given up on every channel: the router moves on at once. Once per notification at most. */
    FAILED
  }
}
