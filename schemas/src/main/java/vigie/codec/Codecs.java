package vigie.codec;

import static vigie.codec.AvroCodec.id;
import static vigie.codec.AvroCodec.uuid;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.codec.avro.AlertCommandAvro;
import vigie.codec.avro.AlertTransitionAvro;
import vigie.codec.avro.DeliveryAvro;
import vigie.codec.avro.DeviceBindingAvro;
import vigie.codec.avro.DeviceStatusAvro;
import vigie.codec.avro.NotificationAvro;
import vigie.codec.avro.PatientProfileAvro;
import vigie.codec.avro.ReadingAvro;
import vigie.codec.avro.RejectedReadingAvro;
import vigie.codec.avro.RuleAvro;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;
import vigie.patient.PatientProfile;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** The codec of each topic. All are stateless and safe to share. */
public final class Codecs {
  static {
    AvroLimits.apply();
  }

  /** Readings. */
  public static final Codec<Reading> READING =
      new AvroCodec<>(
          "reading",
          ReadingAvro.getClassSchema(),
          ReadingMapping::toAvro,
          ReadingMapping::fromAvro);

  /** Rejected readings. */
  public static final Codec<RejectedReading> REJECTED =
      new AvroCodec<>(
          "rejected reading",
          RejectedReadingAvro.getClassSchema(),
          r ->
              new RejectedReadingAvro(
                  r.device(),
                  r.topic(),
                  r.received().toEpochMilli(),
                  r.reason().name(),
                  r.detail(),
                  r.path(),
                  r.patient() == null ? null : id(r.patient().value()),
                  ByteBuffer.wrap(r.payload())),
          a ->
              new RejectedReading(
                  a.getDevice(),
                  a.getTopic(),
                  Instant.ofEpochMilli(a.getReceived()),
                  RejectionReason.valueOf(a.getReason()),
                  a.getDetail(),
                  a.getPath(),
                  a.getPatient() == null ? null : new PatientId(uuid(a.getPatient())),
                  bytes(a.getPayload())));

  /** Device bindings. */
  public static final Codec<DeviceBinding> DEVICE =
      new AvroCodec<>(
          "device binding",
          DeviceBindingAvro.getClassSchema(),
          DeviceMapping::toAvro,
          DeviceMapping::fromAvro);

  /** How devices fare; a state that this version does not know is refused. */
  public static final Codec<DeviceStatus> DEVICE_STATUS =
      new AvroCodec<>(
          "device status",
          DeviceStatusAvro.getClassSchema(),
          s ->
              new DeviceStatusAvro(
                  s.device().value(),
                  id(s.patient().value()),
                  s.state().name(),
                  s.battery(),
                  s.at().toEpochMilli(),
                  s.received().toEpochMilli()),
          a ->
              new DeviceStatus(
                  new DeviceId(a.getDevice()),
                  new PatientId(uuid(a.getPatient())),
                  DeviceStatus.State.valueOf(a.getState()),
                  a.getBattery(),
                  Instant.ofEpochMilli(a.getAt()),
                  Instant.ofEpochMilli(a.getReceived())));

  /** Patient profiles. */
  public static final Codec<PatientProfile> PATIENT =
      new AvroCodec<>(
          "patient profile",
          PatientProfileAvro.getClassSchema(),
          PatientMapping::toAvro,
          PatientMapping::fromAvro);

  /** Rules. */
  public static final Codec<Rule> RULE =
      new AvroCodec<>(
          "rule", RuleAvro.getClassSchema(), RuleMapping::toAvro, RuleMapping::fromAvro);

  /** Alert transitions. */
  public static final Codec<AlertTransition> ALERT =
      new AvroCodec<>(
          "alert transition",
          AlertTransitionAvro.getClassSchema(),
          AlertMapping::toAvro,
          AlertMapping::fromAvro);

  /** Alert commands. */
  public static final Codec<AlertCommand> ALERT_COMMAND =
      new AvroCodec<>(
          "alert command",
          AlertCommandAvro.getClassSchema(),
          c ->
              new AlertCommandAvro(
                  id(c.id()),
                  id(c.patient().value()),
                  id(c.alert()),
                  c.kind().name(),
                  id(c.actor()),
                  c.at().toEpochMilli(),
                  c.note(),
                  orNull(c.pause(), Duration::toMillis)),
          a ->
              new AlertCommand(
                  uuid(a.getId()),
                  new PatientId(uuid(a.getPatient())),
                  uuid(a.getAlert()),
                  AlertCommand.Kind.valueOf(a.getKind()),
                  uuid(a.getActor()),
                  Instant.ofEpochMilli(a.getAt()),
                  a.getNote(),
                  millis(a.getPauseMillis())));

  /** Notifications. */
  public static final Codec<Notification> NOTIFICATION =
      new AvroCodec<>(
          "notification",
          NotificationAvro.getClassSchema(),
          n ->
              new NotificationAvro(
                  id(n.id()),
                  id(n.patient().value()),
                  id(n.recipient()),
                  n.role().name(),
                  n.step(),
                  n.reason().name(),
                  AlertMapping.toAvro(n.alert()),
                  n.decidedAt().toEpochMilli()),
          a ->
              new Notification(
                  uuid(a.getId()),
                  new PatientId(uuid(a.getPatient())),
                  uuid(a.getRecipient()),
                  Notification.Role.valueOf(a.getRole()),
                  a.getStep(),
                  Notification.Reason.valueOf(a.getReason()),
                  AlertMapping.fromAvro(a.getAlert()),
                  Instant.ofEpochMilli(a.getDecidedAt())));

  /** Deliveries. */
  public static final Codec<Delivery> DELIVERY =
      new AvroCodec<>(
          "delivery",
          DeliveryAvro.getClassSchema(),
          d ->
              new DeliveryAvro(
                  id(d.notification()),
                  id(d.patient().value()),
                  id(d.alert()),
                  id(d.recipient()),
                  d.channel().name(),
                  d.attempt(),
                  d.outcome().name(),
                  d.at().toEpochMilli(),
                  d.detail()),
          a ->
              new Delivery(
                  uuid(a.getNotification()),
                  new PatientId(uuid(a.getPatient())),
                  uuid(a.getAlert()),
                  uuid(a.getRecipient()),
                  Delivery.Channel.valueOf(a.getChannel()),
                  a.getAttempt(),
                  Delivery.Outcome.valueOf(a.getOutcome()),
                  Instant.ofEpochMilli(a.getAt()),
                  a.getDetail()));

  private Codecs() {}

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static List<String> names(Collection<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().toList();
  }

  /** Names this version does not know are dropped: a newer writer may have added some. */
  static <E extends Enum<E>> Set<E> values(Class<E> type, List<String> names) {
    return List.of(type.getEnumConstants()).stream()
        .filter(value -> names.contains(value.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  static @Nullable Duration millis(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }

  static <T, R> @Nullable R orNull(@Nullable T value, Function<T, R> mapping) {
    return value == null ? null : mapping.apply(value);
  }
}
