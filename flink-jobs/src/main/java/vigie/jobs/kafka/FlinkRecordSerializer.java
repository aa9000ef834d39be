package vigie.jobs.kafka;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Carries immutable records between operators and in state as their topic's own bytes, so that
 * state evolves as topics do: the codec reads every schema ever released.
 *
 * @param <T> the record
 */
public final class FlinkRecordSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final RecordType<T> type;

  /** The serializer of these records. */
  public FlinkRecordSerializer(RecordType<T> type) {
    this.type = type;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    throw new UnsupportedOperationException("there is no empty " + type);
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    byte[] bytes = type.codec().encode(record);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return type.codec().decode(bytes);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlinkRecordSerializer<?> serializer && serializer.type == type;
  }

  @Override
  public int hashCode() {
    return type.name().hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(type);
  }

  /**
   * What a savepoint keeps of the serializer: the record type's name. Flink makes it by its public
   * constructor without parameters.
   *
   * @param <T> the record
   */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private @Nullable RecordType<T> type;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public Snapshot() {}

    Snapshot(RecordType<T> type) {
      this.type = type;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(type().name());
    }

    @Override
    @SuppressWarnings("unchecked") // The name was written by a snapshot of the same type.
    public void readSnapshot(int version, DataInputView in, ClassLoader classes)
        throws IOException {
      type = (RecordType<T>) RecordType.named(in.readUTF());
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new FlinkRecordSerializer<>(type());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return old instanceof Snapshot<T> snapshot && snapshot.type == type
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }

    private RecordType<T> type() {
      RecordType<T> known = type;
      if (known == null) {
        throw new IllegalStateException("the snapshot was not read yet");
      }
      return known;
    }
  }
}
