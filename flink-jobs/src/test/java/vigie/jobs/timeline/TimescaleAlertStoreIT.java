package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.jobs.timeline.TimelineFixtures.ALICE;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.alert.AlertTransition;
import vigie.codec.Codecs;
import vigie.local.junit.DatabaseExtension;

class TimescaleAlertStoreIT extends AlertStoreContract {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final TimescaleTables TABLES = new TimescaleTables(DATABASE);

  private final TimescaleAlertStore store = new TimescaleAlertStore(TABLES.settings());

  @BeforeAll
  static void createTables() throws SQLException {
    TABLES.create();
  }

  @BeforeEach
  void emptyTables() throws SQLException {
    TABLES.empty();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  TimelineStore<AlertTransition> store() {
    return store;
  }

  @Override
  List<AlertTransition> transitions() throws SQLException {
    return TABLES.query(
        "SELECT record FROM alert_transition", row -> Codecs.ALERT.decode(row.getBytes(1)));
  }

  @Override
  List<Standing> alerts() throws SQLException {
    return TABLES.query(
        "SELECT record, opened_at FROM alert",
        row ->
            new Standing(
                Codecs.ALERT.decode(row.getBytes(1)), TimescaleTables.instant(row, "opened_at")));
  }

  @Test
  void theColumnsSayWhatTheRecordSays() throws Exception {
    store.keep(List.of(WORSENED));

    List<String> columns =
        TABLES.query(
            "SELECT a.patient_id, a.family, a.sequence, a.phase, a.severity, a.peak_severity,"
                + " a.rule_id, a.rule_version, a.metric, a.onset = a.changed_at, t.cause,"
                + " t.phase = a.phase, t.at = a.changed_at, a.retrospective"
                + " FROM alert a JOIN alert_transition t USING (alert_id, sequence)",
            row -> {
              StringBuilder text = new StringBuilder();
              for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                text.append(row.getString(i)).append(' ');
              }
              return text.toString().trim();
            });

    assertThat(columns)
        .containsExactly(
            ALICE
                + " heart-rate-high 1 ACTIVE CRITICAL CRITICAL heart-rate-high-critical 1"
                + " heart-rate f WORSENED t t f");
  }

  @Test
  @Tag("C-71")
  void anErasedPatientsAlertIsNotWritten() throws Exception {
    TABLES.execute("INSERT INTO erased_patient VALUES ('" + ALICE + "', gen_random_uuid(), now())");

    store.keep(List.of(WORSENED));

    assertThat(transitions()).isEmpty();
    assertThat(alerts()).isEmpty();
  }
}
