package vigie.jobs.alert;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;
import vigie.engine.AlertInput;

/** Tells Flink how inputs are carried. */
public final class FlinkAlertInputTypeInfo extends TypeInformation<AlertInput> {
  private static final long serialVersionUID = 1;

  /** The only kind there is. */
  public FlinkAlertInputTypeInfo() {}

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
  public Class<AlertInput> getTypeClass() {
    return AlertInput.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<AlertInput> createSerializer(SerializerConfig config) {
    return new FlinkAlertInputSerializer();
  }

  @Override
  public String toString() {
    return "AlertInput";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlinkAlertInputTypeInfo;
  }

  @Override
  public int hashCode() {
    return AlertInput.class.getName().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FlinkAlertInputTypeInfo;
  }
}
