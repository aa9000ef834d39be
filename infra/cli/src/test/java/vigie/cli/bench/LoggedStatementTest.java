package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggedStatementTest {
  private static final List<String> LOG =
      """
      2026-11-29 10:00:00.000 UTC [1] LOG:  received SIGHUP, reloading configuration files
      2026-11-29 10:00:00.001 UTC [7] vigie-api LOG:  execute <unnamed>: BEGIN
      2026-11-29 10:00:00.002 UTC [7] vigie-api LOG:  execute S_3: SELECT a,
      \t  b FROM reading WHERE p = $1 AND t >= $2 AND (d = $3)
      2026-11-29 10:00:00.002 UTC [7] vigie-api DETAIL:  Parameters: $1 = 'it''s: me', $2 = NULL, $3 = '{1,2}'
      2026-11-29 10:00:00.003 UTC [9] other LOG:  execute <unnamed>: SELECT 1
      2026-11-29 10:00:00.004 UTC [7] vigie-api LOG:  execute S_4: INSERT INTO audit VALUES ($1)
      2026-11-29 10:00:00.004 UTC [7] vigie-api DETAIL:  Parameters: $1 = '5'
      2026-11-29 10:00:00.005 UTC [7] vigie-api LOG:  statement: SHOW log_statement
      """
          .lines()
          .toList();

  @Test
  void onlyWhatTheApplicationExecutesIsTaken() {
    assertThat(LoggedStatement.of(LOG, "vigie-api"))
        .extracting(LoggedStatement::sql)
        .containsExactly(
            "BEGIN",
            "SELECT a,\nb FROM reading WHERE p = $1 AND t >= $2 AND (d = $3)",
            "INSERT INTO audit VALUES ($1)");
  }

  @Test
  void parametersAreThoseOfTheStatementBefore() {
    LoggedStatement reading = LoggedStatement.of(LOG, "vigie-api").get(1);
    assertThat(reading.parameters())
        .containsEntry(1, "it's: me")
        .containsEntry(2, null)
        .containsEntry(3, "{1,2}");
    assertThat(reading.hasParameter("it's: me")).isTrue();
    assertThat(reading.hasParameter("5")).isFalse();
  }

  @Test
  void whatReadsReadingsOrRollupsIsToldFromTheRest() {
    assertThat(LoggedStatement.of(LOG, "vigie-api"))
        .extracting(LoggedStatement::readsReadings)
        .containsExactly(false, true, false);
    assertThat(statement("SELECT x FROM reading_1d AS reading WHERE y = 1").readsReadings())
        .isTrue();
    assertThat(statement("WITH s AS (SELECT 1 FROM reading) SELECT 1 FROM s").readsReadings())
        .isTrue();
    assertThat(statement("SELECT 1 FROM rejected_reading").readsReadings()).isFalse();
  }

  private static LoggedStatement statement(String sql) {
    return new LoggedStatement(sql, Map.of());
  }
}
