package vigie.jobs.alert;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import vigie.alert.AlertCommand;
import vigie.alert.Delivery;
import vigie.engine.AlertInput;
import vigie.engine.PatientKey;
import vigie.engine.sample.Sample;
import vigie.jobs.kafka.FlinkRecordSerializer;
import vigie.jobs.kafka.RecordType;
import vigie.patient.PatientProfile;
import vigie.reading.Context;
import vigie.reading.Quality;

/**
 * Carries inputs between sources and the patient's operator. Never in state, so its form may change
 * between versions. Readings are written field by field, for they are nearly all there is.
 */
public final class FlinkAlertInputSerializer extends TypeSerializerSingleton<AlertInput> {
  private static final long serialVersionUID = 1;
  private static final AlertInput.Kind[] BY_NUMBER = new AlertInput.Kind[8];
  private static final FlinkRecordSerializer<PatientProfile> PROFILE =
      new FlinkRecordSerializer<>(RecordType.PATIENT);
  private static final FlinkRecordSerializer<AlertCommand> COMMAND =
      new FlinkRecordSerializer<>(RecordType.ALERT_COMMAND);
  private static final FlinkRecordSerializer<Delivery> DELIVERY =
      new FlinkRecordSerializer<>(RecordType.DELIVERY);

  static {
    for (AlertInput.Kind kind : AlertInput.Kind.values()) {
      BY_NUMBER[kind.number()] = kind;
    }
  }

  /** For Flink. */
  public FlinkAlertInputSerializer() {}

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public AlertInput createInstance() {
    throw new UnsupportedOperationException("there is no empty input");
  }

  @Override
  public AlertInput copy(AlertInput from) {
    return from;
  }

  @Override
  public AlertInput copy(AlertInput from, AlertInput reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(AlertInput input, DataOutputView out) throws IOException {
    out.writeByte(input.kind().number());
    out.writeLong(input.patient().high());
    out.writeLong(input.patient().low());
    switch (input.kind()) {
      case READING -> write(Objects.requireNonNull(input.sample()), out);
      case PROFILE -> PROFILE.serialize(Objects.requireNonNull(input.profile()), out);
      case COMMAND -> COMMAND.serialize(Objects.requireNonNull(input.command()), out);
      case DELIVERY -> DELIVERY.serialize(Objects.requireNonNull(input.delivery()), out);
      case DEVICE -> FlinkDeviceNews.write(Objects.requireNonNull(input.device()), out);
      case ERASURE -> {}
    }
  }

  @Override
  public AlertInput deserialize(DataInputView in) throws IOException {
    AlertInput.Kind kind = BY_NUMBER[in.readByte()];
    PatientKey patient = new PatientKey(in.readLong(), in.readLong());
    return switch (kind) {
      case READING -> AlertInput.of(patient, read(in));
      case PROFILE -> AlertInput.of(PROFILE.deserialize(in));
      case COMMAND -> AlertInput.of(COMMAND.deserialize(in));
      case DELIVERY -> AlertInput.of(DELIVERY.deserialize(in));
      case DEVICE -> AlertInput.of(patient, FlinkDeviceNews.read(in));
      case ERASURE -> new AlertInput(kind, patient, null, null, null, null, null);
    };
  }

  @Override
  public AlertInput deserialize(AlertInput reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<AlertInput> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void write(Sample sample, DataOutputView out) throws IOException {
    out.writeShort(sample.metric);
    out.writeDouble(sample.value);
    out.writeLong(sample.effective);
    out.writeInt(sample.lasted);
    out.writeLong(sample.received);
    out.writeLong(sample.intervalSeconds);
    out.writeLong(sample.identity);
    out.writeLong(sample.slot);
    out.writeByte(sample.quality.number());
    out.writeByte(sample.context.number());
    out.writeShort(sample.offsetMinutes);
    out.writeUTF(sample.device);
  }

  private static Sample read(DataInputView in) throws IOException {
    Sample sample = new Sample();
    sample.metric = in.readShort();
    sample.value = in.readDouble();
    sample.effective = in.readLong();
    sample.lasted = in.readInt();
    sample.received = in.readLong();
    sample.intervalSeconds = in.readLong();
    sample.identity = in.readLong();
    sample.slot = in.readLong();
    sample.quality = Quality.ofNumber(in.readByte());
    sample.context = Context.ofNumber(in.readByte());
    sample.offsetMinutes = in.readShort();
    sample.device = in.readUTF();
    return sample;
  }

  /** What a checkpoint keeps of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertInput> {
    /** For Flink. */
    public Snapshot() {
      super(FlinkAlertInputSerializer::new);
    }
  }
}
