package vigie.reading;

/** Why a payload, or one reading of it, was refused. */
public enum RejectionReason {
  /** The bytes are not what the format says. */
  MALFORMED,
  /** Larger or deeper than any device needs. */
  TOO_LARGE,
  /** The topic is not one that devices publish to, or names no format we know. */
  UNKNOWN_TOPIC,
  /** Nobody has bound this device. */
  UNBOUND_DEVICE,
  /** The device's binding has ended. */
  REVOKED_DEVICE,
  /** The sender may not speak for the device that its message names. */
  FOREIGN_DEVICE,
  /** The patient has not consented to this category. */
  NO_CONSENT,
  UNKNOWN_METRIC,
  UNKNOWN_UNIT,
  /** Not a number, or a code that the metric does not have. */
  BAD_VALUE,
  /** An average, maximum or sum over an interval: no single reading, and no rule may take it so. */
  STATISTIC,
  /** Outside what a living person and a working device can give. */
  IMPLAUSIBLE,
  /** The sensor's way of saying nothing: a zero where zero cannot be. */
  SENSOR_INVALID,
  /** More than ten minutes ahead of our clock: quarantined before the stream. */
  CLOCK_AHEAD
}
