package vigie.api.notify;

import vigie.alert.Delivery;

/** One way to a person. Safe for many threads; a call waits, for a bounded time. */
interface DeliveryChannel {
  /** Which way this is. */
  Delivery.Channel kind();

  /** Whether the person can be reached this way. */
  boolean reaches(Recipient recipient);

  /**
   * Sends the message; returns when the other side has accepted it.
   *
   * @return how it was accepted, in words without address or health data
   * @throws NotDelivered when it was not
   */
  String send(Recipient recipient, Message message) throws NotDelivered;

  /** An attempt failed; the message says why, without address or health data. */
  final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean lasting;

    /**
     * @param lasting true when another attempt would fail in the same way
     */
    NotDelivered(String why, boolean lasting) {
      super(why);
      this.lasting = lasting;
    }

    boolean lasting() {
      return lasting;
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }
}
