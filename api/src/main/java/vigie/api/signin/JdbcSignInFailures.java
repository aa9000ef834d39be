package vigie.api.signin;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.store.JdbcDatabase;

/**
 * Counts failures to sign in, for all programs on one store. An attempt counts as failed until it
 * has succeeded, so that many at once are no way around.
 */
@Singleton
final class JdbcSignInFailures {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcSignInFailures.class);
  private static final Duration KEPT = Duration.ofDays(1);

  private final JdbcDatabase database;

  JdbcSignInFailures(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Counts an attempt, unless the account or the address is locked.
   *
   * @return until when it is locked; empty when the attempt may go on
   */
  Optional<Instant> attempt(String account, String address, Instant now) {
    forgetOld(now);
    return database.inTransaction(
        connection -> {
          Optional<Instant> ofAddress = lockedUntil(connection, LockOut.Kind.ADDRESS, address, now);
          Optional<Instant> until =
              ofAddress.isPresent()
                  ? ofAddress
                  : lockedUntil(connection, LockOut.Kind.ACCOUNT, account, now);
          if (until.isEmpty()) {
            count(connection, LockOut.Kind.ADDRESS, address, now);
            count(connection, LockOut.Kind.ACCOUNT, account, now);
          }
          return until;
        });
  }

  /** The attempt that was counted has succeeded: the account begins anew. */
  void succeeded(String account, String address) {
    database.inTransaction(
        connection -> {
          JdbcDatabase.update(
              connection,
              "UPDATE people.sign_in_failure SET failures = failures - 1"
                  + " WHERE kind = 'ADDRESS' AND subject = ? AND failures > 0",
              statement -> statement.setString(1, address));
          return JdbcDatabase.update(
              connection,
              "DELETE FROM people.sign_in_failure WHERE kind = 'ACCOUNT' AND subject = ?",
              statement -> statement.setString(1, account));
        });
  }

  /** In a transaction of its own and waiting for nobody, so that no two wait for each other. */
  private void forgetOld(Instant now) {
    int forgotten =
        database.inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "DELETE FROM people.sign_in_failure WHERE (kind, subject) IN"
                        + " (SELECT kind, subject FROM people.sign_in_failure WHERE last_at < ?"
                        + " FOR UPDATE SKIP LOCKED)",
                    statement -> statement.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC))));
    if (forgotten > 0) {
      LOG.info("old failures to sign in forgotten rows={}", forgotten);
    }
  }

  /** Locks the row, made when missing, so that attempts of one account are counted one by one. */
  private static Optional<Instant> lockedUntil(
      Connection connection, LockOut.Kind kind, String subject, Instant now) throws SQLException {
    return JdbcDatabase.query(
            connection,
            "INSERT INTO people.sign_in_failure (kind, subject, failures, last_at)"
                + " VALUES (?, ?, 0, ?) ON CONFLICT (kind, subject)"
                + " DO UPDATE SET failures = people.sign_in_failure.failures"
                + " RETURNING failures, last_at",
            statement -> {
              statement.setString(1, kind.name());
              statement.setString(2, subject);
              statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            },
            row ->
                Optional.ofNullable(
                    LockOut.until(
                        kind,
                        row.getInt(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        now)))
        .get(0);
  }

  private static void count(Connection connection, LockOut.Kind kind, String subject, Instant now)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE people.sign_in_failure SET"
            + " failures = CASE WHEN last_at < ? THEN 1 ELSE failures + 1 END, last_at = ?"
            + " WHERE kind = ? AND subject = ?",
        statement -> {
          statement.setObject(1, now.minus(LockOut.MEMORY).atOffset(ZoneOffset.UTC));
          statement.setObject(2, now.atOffset(ZoneOffset.UTC));
          statement.setString(3, kind.name());
          statement.setString(4, subject);
        });
  }
}
