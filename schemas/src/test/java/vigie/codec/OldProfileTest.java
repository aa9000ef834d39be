package vigie.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.PatientId;

/**
 * A profile from before consents told devices apart covers all of them, restricts nothing, ranks
 * none.
 */
class OldProfileTest {
  @Test
  @Tag("C-74")
  void anOldConsentCoversEveryDevice() throws Exception {
    UUID patient = new UUID(1, 2);
    Schema schema = SchemaHistory.schema("patient.2.avsc");
    GenericRecord old = new GenericData.Record(schema);
    old.put(
        "patient",
        new GenericData.Fixed(schema.getField("patient").schema(), AvroCodec.id(patient).bytes()));
    old.put("version", 3L);
    old.put("consents", List.of("HEART_RATE"));
    for (String empty : List.of("limits", "flags", "absences", "substitutes")) {
      old.put(empty, List.of());
    }
    byte[] bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(old).array();

    PatientProfile profile = Codecs.PATIENT.decode(bytes);
    assertThat(profile.patient()).isEqualTo(new PatientId(patient));
    assertThat(profile.consentsTo(Category.HEART_RATE, "whatever")).isTrue();
    assertThat(profile.restricted()).isEmpty();
    assertThat(profile.sourceOrder()).isEmpty();
  }
}
