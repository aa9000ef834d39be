package vigie.api.delay;

/** A part of an alert's way. */
public enum Stage {
  /** From the measurement, by the device's clock, to us: network, and devices that wait. */
  DEVICE_TO_RECEIVED,
  /** From there to the decision; a rule's hold is before it. */
  RECEIVED_TO_DECIDED,
  /** From the decision to the first channel that took a message. */
  DECIDED_TO_DELIVERED,
  /** The whole way. */
  DEVICE_TO_DELIVERED
}
