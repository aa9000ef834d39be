package vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.local.TimescaleDatabase;
import vigie.reading.MetricCatalogue;

/**
 * Who somebody is lies in a schema of its own, which the role of whoever carries measures may not
 * enter; the patient's id is all that the two have in common.
 */
@Tag("C-17")
class PeopleApartIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  /** Tables outside the server's own schemas that the role may do anything with. */
  private static final String TOUCHED =
      """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ 'timescaledb'
        AND has_table_privilege('vigie_measures', c.oid,
          'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
      """;

  private final TimescaleDatabase owner = api.database().database();
  private final TimescaleDatabase measures = api.database().measures();

  @Test
  void whoCarriesMeasuresCannotReadWhoAPatientIs() throws SQLException {
    api.operator().person("PATIENT");
    List<String> people =
        texts(owner, "SELECT tablename FROM pg_tables WHERE schemaname = 'people'");

    assertThat(people).contains("person", "verified_channel", "session", "patient_key");
    for (String table : people) {
      assertThatThrownBy(() -> texts(measures, "SELECT * FROM people." + table))
          .hasMessageContaining("permission denied for schema people");
      assertThat(texts(owner, "SELECT count(*) FROM people." + table)).hasSize(1);
    }
    assertThatThrownBy(() -> texts(measures, "SELECT * FROM consent"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> texts(measures, "SET ROLE " + owner.user()))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> texts(measures, "SELECT grant_measures()"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void noTableOfMeasuresHasAColumnOfIdentity() throws SQLException {
    assertThat(texts(owner, TOUCHED))
        .containsExactlyInAnyOrder(
            "reading",
            "reading_former",
            "reading_1m",
            "reading_1h",
            "reading_1d",
            "alert",
            "alert_transition",
            "erased_patient");

    String columns =
        "SELECT DISTINCT column_name FROM information_schema.columns WHERE table_schema = '%s'"
            + " AND table_name IN (%s)";
    String touched = columns.formatted("public", TOUCHED);
    assertThat(texts(owner, touched))
        .contains("patient_id")
        .doesNotContainAnyElementsOf(texts(owner, columns.formatted("people", "'person'")));
    // Nor room for one: whatever is text there is of a device, a unit, a rule or a word of ours.
    assertThat(texts(owner, touched + " AND data_type NOT LIKE 'timestamp%' AND udt_name = 'text'"))
        .containsExactlyInAnyOrder(
            "device",
            "original_unit",
            "family",
            "phase",
            "cause",
            "severity",
            "peak_severity",
            "rule_id",
            "metric");
    assertThat(
            texts(
                owner,
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
                    + " AND column_name ~ '^(first|last)_?name$|birth|^(ins|e?mail|phone|sex)$'"))
        .isEmpty();
  }

  @Test
  void theApiJoinsByTheIdWhatARoleWithoutNamesWrote() throws SQLException {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String own = "/patients/" + patient.id();
    patient.client().put(own + "/consents/HEART_RATE", Map.of());
    int metric = MetricCatalogue.standard().metric("heart-rate").number();

    try (Connection connection = measures.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO reading (patient_id, metric, ts, disc, value, received, device, quality,"
              + " context) VALUES ('%s', %d, '%s', 1, 84, now(), 'strap-1', 0, 0)"
                  .formatted(patient.id(), metric, Instant.now().minusSeconds(60)));
    }

    JsonNode latest = patient.client().get(own + "/latest").body().get(0);
    assertThat(latest.get("value").asDouble()).isEqualTo(84);
    JsonNode person = patient.client().get("/fhir/Patient/" + patient.id()).body();
    assertThat(person.get("name").get(0).get("family").asText()).isEqualTo("Person");
  }

  @Test
  void anotherStartOfTheApiFindsTheRoleAsItIs() throws SQLException {
    api.restart();

    assertThat(texts(owner, TOUCHED)).hasSize(8);
    assertThat(texts(owner, "SELECT grant_measures()")).containsExactly("t");
  }

  private static List<String> texts(TimescaleDatabase as, String sql) throws SQLException {
    try (Connection connection = as.connect();
        Statement statement = connection.createStatement()) {
      List<String> texts = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
        }
      }
      return texts;
    }
  }
}
