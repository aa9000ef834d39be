package vigie.jobs.kafka;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Tells Flink that a record is carried by its codec, and not by Kryo.
 *
 * @param <T> the record
 */
public final class FlinkRecordTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final RecordType<T> type;

  /** The type information of these records. */
  public FlinkRecordTypeInfo(RecordType<T> type) {
    this.type = type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type.recordClass();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new FlinkRecordSerializer<>(type);
  }

  @Override
  public String toString() {
    return "Record<" + type + ">";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlinkRecordTypeInfo<?> info && info.type == type;
  }

  @Override
  public int hashCode() {
    return type.name().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FlinkRecordTypeInfo;
  }
}
