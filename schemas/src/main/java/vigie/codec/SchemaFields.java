package vigie.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
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
import vigie.register.RegisteredField;

/** Every field of every record on the topics, as the schemas have it; for the register. */
public final class SchemaFields {
  private static final List<Schema> TOPICS =
      List.of(
          AlertCommandAvro.getClassSchema(),
          AlertTransitionAvro.getClassSchema(),
          DeliveryAvro.getClassSchema(),
          DeviceBindingAvro.getClassSchema(),
          DeviceStatusAvro.getClassSchema(),
          NotificationAvro.getClassSchema(),
          PatientProfileAvro.getClassSchema(),
          ReadingAvro.getClassSchema(),
          RejectedReadingAvro.getClassSchema(),
          RuleAvro.getClassSchema());

  private SchemaFields() {}

  /** All of them; what may be null is not mandatory. */
  public static List<RegisteredField> all() {
    Map<String, Schema> records = new LinkedHashMap<>();
    TOPICS.forEach(schema -> collect(schema, records));
    List<RegisteredField> fields = new ArrayList<>();
    records.forEach(
        (name, schema) ->
            schema
                .getFields()
                .forEach(
                    field ->
                        fields.add(
                            new RegisteredField(
                                name, field.name(), !field.schema().isNullable()))));
    return fields;
  }

  private static void collect(Schema schema, Map<String, Schema> records) {
    switch (schema.getType()) {
      case RECORD -> {
        if (records.putIfAbsent(schema.getName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), records));
        }
      }
      case ARRAY -> collect(schema.getElementType(), records);
      case MAP -> collect(schema.getValueType(), records);
      case UNION -> schema.getTypes().forEach(each -> collect(each, records));
      default -> {}
    }
  }
}
