package vigie.api.patient;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.Schedule;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.patient.Cover;

/** Who stands in for a treating physician, in the store. */
final class JdbcCover {
  private JdbcCover() {}

  /** That of a patient's present care team. */
  static Cover read(Connection connection, UUID patient) throws SQLException {
    List<Long> team =
        JdbcDatabase.query(
            connection,
            "SELECT care_team_id FROM care_team WHERE patient_id = ? AND ended IS NULL",
            statement -> statement.setObject(1, patient),
            row -> row.getLong(1));
    return team.isEmpty() ? Cover.NONE : read(connection, (long) team.get(0));
  }

  private static Cover read(Connection connection, long team) throws SQLException {
    List<Schedule> hours =
        JdbcDatabase.query(
            connection,
            "SELECT hours_zone, hours_from, hours_to, hours_days FROM care_team"
                + " WHERE care_team_id = ? AND hours_zone IS NOT NULL",
            statement -> statement.setLong(1, team),
            row -> schedule(row, 1));
    List<Cover.Absence> absences =
        JdbcDatabase.query(
            connection,
            "SELECT starts, ends FROM care_team_absence WHERE care_team_id = ? ORDER BY starts",
            statement -> statement.setLong(1, team),
            row ->
                new Cover.Absence(
                    row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()));
    List<Cover.Substitute> substitutes =
        JdbcDatabase.query(
            connection,
            "SELECT person_id, starts, ends, hours_zone, hours_from, hours_to, hours_days"
                + " FROM care_team_substitute WHERE care_team_id = ? ORDER BY place",
            statement -> statement.setLong(1, team),
            row ->
                new Cover.Substitute(
                    row.getObject(1, UUID.class),
                    JdbcTimes.instant(row, 2),
                    JdbcTimes.instant(row, 3),
                    row.getString(4) == null ? null : schedule(row, 4)));
    return new Cover(hours.isEmpty() ? null : hours.get(0), absences, substitutes);
  }

  /** Writes it for a care team that has none yet. */
  static void write(Connection connection, long team, Cover cover) throws SQLException {
    if (cover.hours() != null) {
      JdbcDatabase.update(
          connection,
          "UPDATE care_team SET hours_zone = ?, hours_from = ?, hours_to = ?, hours_days = ?"
              + " WHERE care_team_id = ?",
          statement -> {
            set(statement, 1, cover.hours());
            statement.setLong(5, team);
          });
    }
    for (Cover.Absence absence : cover.absences()) {
      JdbcDatabase.update(
          connection,
          "INSERT INTO care_team_absence (care_team_id, starts, ends) VALUES (?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          statement -> {
            statement.setLong(1, team);
            statement.setObject(2, JdbcTimes.utc(absence.from()));
            statement.setObject(3, JdbcTimes.utc(absence.until()));
          });
    }
    for (int i = 0; i < cover.substitutes().size(); i++) {
      Cover.Substitute substitute = cover.substitutes().get(i);
      int place = i;
      JdbcDatabase.update(
          connection,
          "INSERT INTO care_team_substitute (care_team_id, place, person_id, starts, ends,"
              + " hours_zone, hours_from, hours_to, hours_days)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          statement -> {
            statement.setLong(1, team);
            statement.setInt(2, place);
            statement.setObject(3, substitute.person());
            statement.setObject(4, JdbcTimes.utc(substitute.from()));
            statement.setObject(5, JdbcTimes.utc(substitute.until()));
            set(statement, 6, substitute.hours());
          });
    }
  }

  private static Schedule schedule(ResultSet row, int column) throws SQLException {
    String[] days = (String[]) row.getArray(column + 3).getArray();
    return new Schedule(
        ZoneId.of(row.getString(column)),
        row.getObject(column + 1, LocalTime.class),
        row.getObject(column + 2, LocalTime.class),
        Arrays.stream(days).map(DayOfWeek::valueOf).collect(Collectors.toSet()));
  }

  private static void set(PreparedStatement statement, int first, @Nullable Schedule hours)
      throws SQLException {
    statement.setString(first, hours == null ? null : hours.zone().getId());
    statement.setObject(first + 1, hours == null ? null : hours.from());
    statement.setObject(first + 2, hours == null ? null : hours.to());
    statement.setArray(
        first + 3,
        hours == null
            ? null
            : statement
                .getConnection()
                .createArrayOf("text", hours.days().stream().map(Enum::name).sorted().toArray()));
  }
}
