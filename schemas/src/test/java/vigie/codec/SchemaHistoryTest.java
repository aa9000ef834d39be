package vigie.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

/** Every schema ever written stays readable. */
class SchemaHistoryTest {
  static List<Schema> currentSchemas() {
    return List.of(
        ReadingAvro.getClassSchema(),
        RejectedReadingAvro.getClassSchema(),
        DeviceBindingAvro.getClassSchema(),
        DeviceStatusAvro.getClassSchema(),
        PatientProfileAvro.getClassSchema(),
        RuleAvro.getClassSchema(),
        AlertTransitionAvro.getClassSchema(),
        AlertCommandAvro.getClassSchema(),
        NotificationAvro.getClassSchema(),
        DeliveryAvro.getClassSchema());
  }

  static List<String> files() {
    return SchemaHistory.files();
  }

  @ParameterizedTest
  @MethodSource("currentSchemas")
  void theSchemaWrittenTodayStandsInTheHistory(Schema current) {
    assertThat(SchemaHistory.files().stream().map(SchemaHistory::schema))
        .as("add a file with this schema, and its name to index.txt:%n%s", current)
        .anyMatch(past -> fingerprint(past) == fingerprint(current));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyPastSchemaIsReadByTodaysProgram(String file) {
    Schema past = SchemaHistory.schema(file);
    Schema reader =
        currentSchemas().stream()
            .filter(schema -> schema.getFullName().equals(past.getFullName()))
            .findAny()
            .orElseThrow(() -> new AssertionError("nothing reads " + past.getFullName()));
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, past).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }
}
