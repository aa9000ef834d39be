package vigie.api.people;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.notify.JdbcRecipients;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.StoreException;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * Phone and national health identity of a patient who is enrolled. What is changed is told with the
 * next alert. Safe to share between threads.
 */
@Singleton
final class JdbcIdentities {
  private final JdbcDatabase database;
  private final JdbcRecipients recipients;

  JdbcIdentities(JdbcDatabase database, JdbcRecipients recipients) {
    this.database = database;
    this.recipients = recipients;
  }

  /**
   * Sets the phone.
   *
   * @param phone E.164; null for none
   * @throws Refusal when there is no such patient
   */
  void setPhone(UUID patient, @Nullable String phone) {
    change(
        patient,
        "UPDATE people.person SET phone = ? WHERE person_id = ? AND role = 'PATIENT'",
        statement -> {
          statement.setString(1, phone);
          statement.setObject(2, patient);
        });
  }

  /**
   * Sets the national health identity.
   *
   * @param ins qualified; null for none
   * @throws Refusal when there is no such patient, or it is another's
   */
  void setIns(UUID patient, @Nullable Ins ins) {
    try {
      change(
          patient,
          "UPDATE people.person SET ins = ?, ins_oid = ?"
              + " WHERE person_id = ? AND role = 'PATIENT'",
          statement -> {
            statement.setString(1, ins == null ? null : ins.matricule());
            statement.setString(2, ins == null ? null : ins.kind().oid());
            statement.setObject(3, patient);
          });
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.DUPLICATE) {
        throw new Refusal(
            ProblemCode.CONFLICT,
            "another patient has this national health identity: one of the two is not theirs");
      }
      throw e;
    }
  }

  private void change(UUID patient, String sql, JdbcDatabase.Parameters parameters) {
    int rows =
        database.inTransaction(connection -> JdbcDatabase.update(connection, sql, parameters));
    if (rows == 0) {
      throw new Refusal(ProblemCode.NOT_FOUND, "there is no such patient");
    }
    recipients.refresh(patient);
  }
}
