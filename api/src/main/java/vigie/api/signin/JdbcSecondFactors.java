package vigie.api.signin;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;

/**
 * Second factors in the store. Whatever takes a code locks the person's row first, so that of two
 * who send the same code at once one is refused.
 */
@Singleton
final class JdbcSecondFactors {
  private static final String CONFIRMED =
      "SELECT secret, last_step FROM people.second_factor"
          + " WHERE person_id = ? AND confirmed_at IS NOT NULL FOR UPDATE";

  private final JdbcDatabase database;
  private final FactorKey key;
  private final Clock clock;

  JdbcSecondFactors(JdbcDatabase database, FactorKey key, Clock clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /** One that is in force: since when, and how many recovery codes are left. */
  record State(Instant since, int recoveryCodes) {}

  private record Row(Totp totp, long lastStep) {}

  /** The one in force, or empty. */
  Optional<State> find(UUID person) {
    return database
        .query(
            "SELECT confirmed_at, (SELECT count(*) FROM people.recovery_code c"
                + " WHERE c.person_id = f.person_id AND used_at IS NULL)"
                + " FROM people.second_factor f"
                + " WHERE person_id = ? AND confirmed_at IS NOT NULL",
            statement -> statement.setObject(1, person),
            row -> new State(row.getObject(1, OffsetDateTime.class).toInstant(), row.getInt(2)))
        .stream()
        .findFirst();
  }

  /** Keeps a new one, not yet in force; says whether none was in force before. */
  boolean enrol(UUID person, Totp totp) {
    return database.inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO people.second_factor (person_id, secret, made_at, last_step)"
                        + " VALUES (?, ?, ?, 0) ON CONFLICT (person_id) DO UPDATE"
                        + " SET secret = excluded.secret, made_at = excluded.made_at, last_step = 0"
                        + " WHERE people.second_factor.confirmed_at IS NULL",
                    statement -> {
                      statement.setObject(1, person);
                      statement.setBytes(2, key.seal(person, totp.secret()));
                      statement.setObject(3, time(clock.instant()));
                    }))
        == 1;
  }

  /** Puts one in force, with its recovery codes, when this is a code of it. */
  boolean confirm(UUID person, String code, List<String> recoveryCodes) {
    return database.inTransaction(
        connection -> {
          String unconfirmed = CONFIRMED.replace("IS NOT NULL", "IS NULL");
          if (!takes(connection, unconfirmed, person, code)) {
            return false;
          }
          JdbcDatabase.update(
              connection,
              "UPDATE people.second_factor SET confirmed_at = ? WHERE person_id = ?",
              statement -> {
                statement.setObject(1, time(clock.instant()));
                statement.setObject(2, person);
              });
          for (String each : recoveryCodes) {
            JdbcDatabase.update(
                connection,
                "INSERT INTO people.recovery_code (person_id, hash) VALUES (?, ?)",
                statement -> {
                  statement.setObject(1, person);
                  statement.setBytes(2, RecoveryCodes.hash(each));
                });
          }
          return true;
        });
  }

  /** Takes a code of the one in force, or one of its recovery codes; each holds once. */
  boolean take(UUID person, String code) {
    return database.inTransaction(
        connection ->
            takes(connection, CONFIRMED, person, code.strip())
                || JdbcDatabase.update(
                        connection,
                        "UPDATE people.recovery_code SET used_at = ?"
                            + " WHERE person_id = ? AND hash = ? AND used_at IS NULL",
                        statement -> {
                          statement.setObject(1, time(clock.instant()));
                          statement.setObject(2, person);
                          statement.setBytes(3, RecoveryCodes.hash(code));
                        })
                    == 1);
  }

  /** Removes it, in force or not; says whether there was one. */
  boolean remove(UUID person) {
    return database.inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "DELETE FROM people.second_factor WHERE person_id = ?",
                    statement -> statement.setObject(1, person)))
        == 1;
  }

  private boolean takes(Connection connection, String select, UUID person, String code)
      throws SQLException {
    List<Row> rows =
        JdbcDatabase.query(
            connection,
            select,
            statement -> statement.setObject(1, person),
            row -> new Row(new Totp(key.open(person, row.getBytes(1))), row.getLong(2)));
    if (rows.isEmpty()) {
      return false;
    }
    OptionalLong step = rows.get(0).totp().step(code, clock.instant(), rows.get(0).lastStep());
    if (step.isEmpty()) {
      return false;
    }
    JdbcDatabase.update(
        connection,
        "UPDATE people.second_factor SET last_step = ? WHERE person_id = ?",
        statement -> {
          statement.setLong(1, step.getAsLong());
          statement.setObject(2, person);
        });
    return true;
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
