package vigie.jobs.kafka;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import vigie.Topics;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.codec.Codec;
import vigie.codec.Codecs;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.patient.PatientProfile;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

/**
 * A kind of record that jobs read or write: its topic, its key and its codec. Only the name travels
 * when a job is shipped or its state is stored; a name once released is never changed.
 *
 * @param <T> the record
 */
public final class RecordType<T> implements Serializable {
  private static final long serialVersionUID = 1;

  /** Accepted readings. */
  public static final RecordType<Reading> READING =
      new RecordType<>(
          "reading", Reading.class, Topics.READING, Codecs.READING, r -> r.patient().toString());

  /** Patient profiles. */
  public static final RecordType<PatientProfile> PATIENT =
      new RecordType<>(
          "patient",
          PatientProfile.class,
          Topics.PATIENT,
          Codecs.PATIENT,
          p -> p.patient().toString());

  /** Rules. */
  public static final RecordType<Rule> RULE =
      new RecordType<>("rule", Rule.class, Topics.RULE, Codecs.RULE, Rule::id);

  /** What people did about alerts. */
  public static final RecordType<AlertCommand> ALERT_COMMAND =
      new RecordType<>(
          "alert-command",
          AlertCommand.class,
          Topics.ALERT_COMMAND,
          Codecs.ALERT_COMMAND,
          c -> c.patient().toString());

  /** Transitions of alerts. */
  public static final RecordType<AlertTransition> ALERT =
      new RecordType<>(
          "alert", AlertTransition.class, Topics.ALERT, Codecs.ALERT, a -> a.patient().toString());

  /** Decisions to tell someone. */
  public static final RecordType<Notification> NOTIFICATION =
      new RecordType<>(
          "notification",
          Notification.class,
          Topics.NOTIFICATION,
          Codecs.NOTIFICATION,
          n -> n.patient().toString());

  /** Outcomes of delivery attempts. */
  public static final RecordType<Delivery> DELIVERY =
      new RecordType<>(
          "delivery",
          Delivery.class,
          Topics.DELIVERY,
          Codecs.DELIVERY,
          d -> d.patient().toString());

  /** Device bindings. */
  public static final RecordType<DeviceBinding> DEVICE =
      new RecordType<>(
          "device", DeviceBinding.class, Topics.DEVICE, Codecs.DEVICE, d -> d.device().value());

  /** How devices fare. */
  public static final RecordType<DeviceStatus> DEVICE_STATUS =
      new RecordType<>(
          "device-status",
          DeviceStatus.class,
          Topics.DEVICE_STATUS,
          Codecs.DEVICE_STATUS,
          s -> s.device().value());

  /** Refused payloads and values. */
  public static final RecordType<RejectedReading> REJECTED =
      new RecordType<>(
          "rejected",
          RejectedReading.class,
          Topics.REJECTED,
          Codecs.REJECTED,
          RejectedReading::device);

  private final String name;
  private final transient Class<T> recordClass;
  private final transient String topic;
  private final transient Codec<T> codec;
  private final transient Function<T, String> key;

  private RecordType(
      String name, Class<T> recordClass, String topic, Codec<T> codec, Function<T, String> key) {
    this.name = name;
    this.recordClass = recordClass;
    this.topic = topic;
    this.codec = codec;
    this.key = key;
  }

  /** The type of this name; throws IllegalArgumentException when there is none. */
  public static RecordType<?> named(String name) {
    for (RecordType<?> type :
        List.of(
            READING,
            PATIENT,
            RULE,
            ALERT_COMMAND,
            ALERT,
            NOTIFICATION,
            DELIVERY,
            DEVICE,
            DEVICE_STATUS,
            REJECTED)) {
      if (type.name.equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no record type is named '" + name + "'");
  }

  /** What it is called in stored state. */
  public String name() {
    return name;
  }

  /** The record's class. */
  public Class<T> recordClass() {
    return recordClass;
  }

  /** The topic it lies in. */
  public String topic() {
    return topic;
  }

  /** Its bytes. */
  public Codec<T> codec() {
    return codec;
  }

  /** The key of its Kafka record, as text. */
  public String key(T record) {
    return key.apply(record);
  }

  @Serial
  private Object readResolve() throws ObjectStreamException {
    return named(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
