package vigie.api.retention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vigie.api.erasure.Erasures;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.people.Identity;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.Refusal;

/**
 * Has a patient erased with all that was measured. Of anybody else it destroys who they are and how
 * they are reached: names, addresses, secrets, proofs and codes; the id stays, so that the audit
 * and what was decided keep their line.
 */
@Singleton
final class JdbcAccountClosing implements PersonErasure {
  private static final List<String> OF_PERSON =
      List.of("people.verified_channel", "people.channel_code");

  private final JdbcDatabase database;
  private final RecipientDirectory directory;
  private final Erasures erasures;

  JdbcAccountClosing(JdbcDatabase database, RecipientDirectory directory, Erasures erasures) {
    this.database = database;
    this.directory = directory;
    this.erasures = erasures;
  }

  @Override
  public Outcome erase(UUID person, Fate.Reason reason, Instant now) {
    return isPatient(person) ? erasePatient(person, reason, now) : close(person, reason, now);
  }

  /** With all that was measured; a legal hold makes it wait. */
  private Outcome erasePatient(UUID patient, Fate.Reason reason, Instant now) {
    try {
      erasures.begin(patient);
    } catch (Refusal e) {
      return Outcome.WAITS;
    }
    // How many rows there were, the erasure's own certificate tells.
    database.inTransaction(connection -> certify(connection, patient, reason, now, 1));
    return Outcome.DESTROYED;
  }

  private static long certify(
      Connection connection, UUID person, Fate.Reason reason, Instant now, long rows)
      throws SQLException {
    JdbcDestructions.certify(
        connection,
        new JdbcDestructions.Certificate(
            UUID.randomUUID(), now, "people.person", "account", reason, person, null, rows));
    return rows;
  }

  private boolean isPatient(UUID person) {
    return !database
        .query(
            "SELECT 1 FROM patient WHERE patient_id = ?",
            statement -> statement.setObject(1, person),
            row -> true)
        .isEmpty();
  }

  private Outcome close(UUID person, Fate.Reason reason, Instant now) {
    database.inTransaction(
        connection -> {
          long rows = 1;
          for (String table : OF_PERSON) {
            rows += change(connection, "DELETE FROM " + table + " WHERE person_id = ?", person);
          }
          // The name that one signs in with stays taken by nobody, and no password fits it.
          change(
              connection,
              "UPDATE people.person SET username = 'closed-' || person_id, first_name = '',"
                  + " last_name = '', password_hash = NULL, email = NULL, webhook_url = NULL,"
                  + " webhook_secret = NULL, webhook_region = NULL, webhook_transfer_basis = NULL,"
                  + " professional_id = NULL, profession_verified = NULL WHERE person_id = ?",
              person);
          JdbcDatabase.update(
              connection,
              "UPDATE people.account_activity SET closed_at = ? WHERE person_id = ?",
              statement -> {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setObject(2, person);
              });
          return certify(connection, person, reason, now, rows);
        });
    directory.put(
        new Recipient(person, "", "", "fr", null, null, null, false, Set.of(), Identity.NONE));
    return Outcome.DESTROYED;
  }

  private static int change(Connection connection, String sql, UUID person) throws SQLException {
    return JdbcDatabase.update(connection, sql, statement -> statement.setObject(1, person));
  }
}
