package vigie;

/** Names and keys of every Kafka topic. The catalogue with retention is {@link Topic}. */
public final class Topics {
  /** Accepted readings, keyed by patient. */
  public static final String READING = "vigie.reading.v1";

  /** Refused payloads with their reason, keyed by patient, or by device while it is nobody's. */
  public static final String REJECTED = "vigie.rejected.v1";

  /** Device bindings, keyed by device; compacted. */
  public static final String DEVICE = "vigie.device.v1";

  /** How each device says that it fares, keyed by device; compacted. */
  public static final String DEVICE_STATUS = "vigie.device-status.v1";

  /** What the stream may know of a patient, keyed by patient; compacted, a tombstone erases. */
  public static final String PATIENT = "vigie.patient.v1";

  /** Patients' keys, wrapped, keyed by patient; compacted, a tombstone destroys. */
  public static final String PATIENT_KEY = "vigie.patient-key.v1";

  /** Rules as data, keyed by rule; compacted. */
  public static final String RULE = "vigie.rule.v1";

  /** Every transition of an alert, keyed by patient. */
  public static final String ALERT = "vigie.alert.v1";

  /** What a person did about an alert, keyed by patient. */
  public static final String ALERT_COMMAND = "vigie.alert-command.v1";

  /** Decisions to tell someone, keyed by patient. */
  public static final String NOTIFICATION = "vigie.notification.v1";

  /** Outcomes of delivery attempts, keyed by patient. */
  public static final String DELIVERY = "vigie.delivery.v1";

  private Topics() {}
}
