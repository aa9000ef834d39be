package vigie.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;

/** The list of what an erasure does to each table is whole: the store's own catalogue says so. */
@Tag("C-71")
class ErasureTablesIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  /** Their writer asks the ledger once per batch, see TimescaleReadingStoreIT. */
  private static final Set<String> ASKED_BY_THEIR_WRITER =
      Set.of("reading", "reading_former", "reading_1m", "reading_1h", "reading_1d");

  @Test
  void everyTableThatKnowsAPatientOrHoldsWhatAPersonIsCalledIsInTheList() {
    Set<String> listed =
        ErasureTables.ALL.stream().map(ErasureRule::table).collect(Collectors.toSet());

    assertThat(
            names(
                "SELECT DISTINCT CASE WHEN c.table_schema = 'public' THEN '' ELSE c.table_schema"
                    + " || '.' END || c.table_name FROM information_schema.columns c"
                    + " JOIN information_schema.tables t USING (table_schema, table_name)"
                    + " WHERE t.table_type = 'BASE TABLE'"
                    + " AND (c.table_schema = 'people' OR (c.table_schema = 'public'"
                    // Whose care it is about, not who gives it.
                    + " AND (c.column_name IN ('patient_id', 'notification_id', 'care_team_id',"
                    + " 'episode_id') OR (c.column_name = 'person_id' AND c.table_name LIKE"
                    + " 'drill%'))))"))
        .isNotEmpty()
        .allMatch(listed::contains);
  }

  @Test
  void nothingIsWrittenAboutAnErasedPatientWhoeverWritesIt() {
    Set<String> guarded =
        new HashSet<>(
            names(
                "SELECT event_object_table FROM information_schema.triggers"
                    + " WHERE action_statement LIKE '%skip_erased%'"
                    + " OR action_statement LIKE '%refuse_erased%'"));

    assertThat(
            names(
                "SELECT table_name FROM information_schema.columns"
                    + " JOIN information_schema.tables USING (table_schema, table_name)"
                    + " WHERE table_schema = 'public' AND column_name = 'patient_id'"
                    + " AND table_type = 'BASE TABLE'"))
        .filteredOn(
            table ->
                ErasureTables.ALL.stream()
                    .noneMatch(
                        rule -> rule.table().equals(table) && rule.fate() == ErasureRule.Fate.KEPT))
        .isNotEmpty()
        .allMatch(table -> guarded.contains(table) || ASKED_BY_THEIR_WRITER.contains(table));
  }

  @Test
  void whatAProfessionalIsTheControllerOfStaysAndTheRestGoes() {
    ErasureRule rule =
        ErasureRule.controllers("some_table", "origin = 'PROFESSIONAL'", "their record");

    assertThat(rule.sql())
        .isEqualTo(
            "DELETE FROM some_table WHERE patient_id = ? AND (origin = 'PROFESSIONAL') IS NOT TRUE");
  }

  private static List<String> names(String sql) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(sql, JdbcDatabase.Parameters.NONE, row -> row.getString(1));
  }
}
