package vigie.api.patient;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vigie.api.access.ContentKind;
import vigie.api.access.Emergency;
import vigie.api.access.Grant;
import vigie.api.access.Grantee;
import vigie.api.access.Mandate;
import vigie.api.access.Mask;
import vigie.api.access.Verb;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Reads from the store what a patient lets others do. */
final class JdbcRights {
  static final String GRANTS =
      "SELECT grantee, verbs, categories, coalesce(starts, since), until, since, actor"
          + " FROM access_grant WHERE patient_id = ? AND ended IS NULL ORDER BY grant_id";
  static final String MASKS =
      "SELECT mask_id, kind, metric, item, starts, ends, since, actor FROM mask"
          + " WHERE patient_id = ? AND ended IS NULL ORDER BY since, mask_id";

  private JdbcRights() {}

  /** Grants as the patient made them, and the teams of accepted episodes. */
  static List<Grant> grants(Connection connection, UUID patient) throws SQLException {
    List<Grant> grants = new ArrayList<>();
    grants.addAll(
        JdbcDatabase.query(
            connection, GRANTS, statement -> statement.setObject(1, patient), JdbcRights::grant));
    grants.addAll(
        JdbcDatabase.query(
            connection,
            "SELECT episode_id, verbs, categories, accepted_at, until, ARRAY(SELECT person_id FROM"
                + " episode_member m WHERE m.episode_id = e.episode_id) FROM episode e"
                + " WHERE patient_id = ? AND accepted_at IS NOT NULL AND ended IS NULL",
            statement -> statement.setObject(1, patient),
            row ->
                grant(
                    row,
                    new Grantee.Team(
                        row.getObject(1, UUID.class),
                        Set.of((UUID[]) row.getArray(6).getArray())))));
    return grants;
  }

  static Grant grant(ResultSet row) throws SQLException {
    return grant(row, Grantee.parse(row.getString(1)));
  }

  private static Grant grant(ResultSet row, Grantee grantee) throws SQLException {
    return new Grant(
        grantee,
        values(Verb.class, row, 2),
        values(ContentKind.class, row, 3),
        row.getTimestamp(4).toInstant(),
        JdbcTimes.instant(row, 5));
  }

  static List<Mandate> mandates(Connection connection, UUID patient) throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT representative, scopes, until FROM mandate"
            + " WHERE patient_id = ? AND ended IS NULL",
        statement -> statement.setObject(1, patient),
        row ->
            new Mandate(
                row.getObject(1, UUID.class),
                values(Mandate.Scope.class, row, 2),
                row.getTimestamp(3).toInstant()));
  }

  static List<Mask> masks(Connection connection, UUID patient) throws SQLException {
    return JdbcDatabase.query(
        connection, MASKS, statement -> statement.setObject(1, patient), JdbcRights::mask);
  }

  static Mask mask(ResultSet row) throws SQLException {
    String kind = row.getString(2);
    return new Mask(
        row.getObject(1, UUID.class),
        kind == null ? null : ContentKind.valueOf(kind),
        row.getString(3),
        row.getObject(4, UUID.class),
        JdbcTimes.instant(row, 5),
        JdbcTimes.instant(row, 6));
  }

  /** Openings that have ended by now are left out: they never come back. */
  static Emergency emergency(Connection connection, UUID patient) throws SQLException {
    List<Emergency.Opening> openings =
        JdbcDatabase.query(
            connection,
            "SELECT actor, until FROM emergency_access"
                + " WHERE patient_id = ? AND NOT refused AND until > now()",
            statement -> statement.setObject(1, patient),
            row ->
                new Emergency.Opening(
                    row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()));
    boolean opposed =
        !JdbcDatabase.query(
                connection,
                "SELECT 1 FROM emergency_opposition WHERE patient_id = ? AND ended IS NULL",
                statement -> statement.setObject(1, patient),
                row -> row.getInt(1))
            .isEmpty();
    return new Emergency(opposed, openings);
  }

  /** Whether an objection to others adding to the file was upheld, and stands. */
  static boolean feedingOpposed(Connection connection, UUID patient) throws SQLException {
    return !JdbcDatabase.query(
            connection,
            "SELECT 1 FROM objection WHERE patient_id = ? AND scope = 'FEEDING' AND upheld"
                + " AND ended IS NULL",
            statement -> statement.setObject(1, patient),
            row -> row.getInt(1))
        .isEmpty();
  }

  static <E extends Enum<E>> Set<E> values(Class<E> type, ResultSet row, int column)
      throws SQLException {
    Set<E> values = EnumSet.noneOf(type);
    for (String name : (String[]) row.getArray(column).getArray()) {
      values.add(Enum.valueOf(type, name));
    }
    return values;
  }

  static Array names(Connection connection, Collection<? extends Enum<?>> values)
      throws SQLException {
    Object[] names = values.stream().map(Enum::name).sorted().toArray();
    return connection.createArrayOf("text", Arrays.copyOf(names, names.length, String[].class));
  }
}
