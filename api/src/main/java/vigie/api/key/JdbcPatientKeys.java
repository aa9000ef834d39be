package vigie.api.key;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vigie.Topics;
import vigie.api.outbox.JdbcOutbox;
import vigie.api.store.JdbcDatabase;
import vigie.key.BrokenSealException;
import vigie.key.MasterKey;
import vigie.key.PatientKey;

/** Patients' keys in the store, wrapped; each change leaves for their topic by the outbox. */
@Singleton
public final class JdbcPatientKeys {
  private static final int TRIED_ROWS = 8;
  private static final int PAGE_ROWS = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private final JdbcDatabase database;
  private final MasterKey master;
  private final SecureRandom random = new SecureRandom();

  /** Wired by the program. */
  public JdbcPatientKeys(JdbcDatabase database, MasterKey master) {
    this.database = database;
    this.master = master;
  }

  /**
   * Refuses to go on with another master key than that of the store: new patients' keys would be
   * wrapped with one that no other program has.
   *
   * @throws IllegalStateException naming the setting and the remedy
   */
  public void checkMaster() {
    List<Boolean> fits =
        database.query(
            "SELECT patient_id, wrapped FROM people.patient_key LIMIT " + TRIED_ROWS,
            JdbcDatabase.Parameters.NONE,
            row -> fits(row.getObject(1, UUID.class), row.getBytes(2)));
    if (!fits.isEmpty() && !fits.contains(true)) {
      throw new IllegalStateException(
          MasterKey.SETTING
              + " names another key than that with which this store's patients' keys were wrapped:"
              + " give the file that the stack made at its first start");
    }
  }

  private boolean fits(UUID patient, byte[] wrapped) {
    try {
      master.unwrap(patient, wrapped);
      return true;
    } catch (BrokenSealException e) {
      return false;
    }
  }

  /** Makes a new patient's key, in the transaction that makes the patient. */
  public void make(Connection connection, UUID patient) throws SQLException {
    byte[] wrapped = master.wrap(patient, PatientKey.random(random));
    if (insert(connection, patient, wrapped)) {
      publish(connection, patient, wrapped);
    }
  }

  /** Takes a patient's key out of the store and, a relay later, out of every program. */
  public static long destroy(Connection connection, UUID patient) throws SQLException {
    JdbcOutbox.erase(connection, Topics.PATIENT_KEY, patient.toString());
    return JdbcDatabase.update(
        connection,
        "DELETE FROM people.patient_key WHERE patient_id = ?",
        statement -> statement.setObject(1, patient));
  }

  /**
   * Makes keys for patients from before there were any. What the topic has already, as after a
   * restore of the store, is taken from there: something may be sealed with it.
   *
   * @param published a patient's key as the topic has it, or null
   * @return how many were made or taken
   */
  public int makeMissing(Function<UUID, byte @Nullable []> published) {
    int made = 0;
    List<UUID> page;
    do {
      page =
          database.inTransaction(
              connection -> {
                List<UUID> without = without(connection);
                for (UUID patient : without) {
                  byte[] known = published.apply(patient);
                  if (known == null) {
                    make(connection, patient);
                  } else {
                    insert(connection, patient, known);
                  }
                }
                return without;
              });
      made += page.size();
    } while (page.size() == PAGE_ROWS);
    return made;
  }

  /**
   * Sends the keys that the topic has lost, as when Kafka began anew.
   *
   * @param published whether the topic has a patient's key
   * @return how many
   */
  public int publishLost(Predicate<UUID> published) {
    int sent = 0;
    UUID after = FIRST;
    while (true) {
      List<UUID> page = page(after);
      if (page.isEmpty()) {
        return sent;
      }
      for (UUID patient : page) {
        if (!published.test(patient)) {
          sent += database.inTransaction(connection -> publishAgain(connection, patient));
        }
      }
      after = page.get(page.size() - 1);
    }
  }

  /** The row is locked: an erasure's tombstone comes after it or finds nothing sent. */
  private static int publishAgain(Connection connection, UUID patient) throws SQLException {
    List<byte[]> rows =
        JdbcDatabase.query(
            connection,
            "SELECT wrapped FROM people.patient_key WHERE patient_id = ? AND NOT is_erased(?)"
                + " FOR UPDATE",
            statement -> {
              statement.setObject(1, patient);
              statement.setObject(2, patient);
            },
            row -> row.getBytes(1));
    for (byte[] wrapped : rows) {
      publish(connection, patient, wrapped);
    }
    return rows.size();
  }

  private List<UUID> page(UUID after) {
    return database.query(
        "SELECT patient_id FROM people.patient_key WHERE patient_id > ? ORDER BY patient_id LIMIT "
            + PAGE_ROWS,
        statement -> statement.setObject(1, after),
        row -> row.getObject(1, UUID.class));
  }

  private static List<UUID> without(Connection connection) throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT patient_id FROM patient p WHERE NOT EXISTS (SELECT 1 FROM people.patient_key k"
            + " WHERE k.patient_id = p.patient_id) AND NOT EXISTS (SELECT 1 FROM erased_patient e"
            + " WHERE e.patient_id = p.patient_id) ORDER BY patient_id LIMIT "
            + PAGE_ROWS,
        JdbcDatabase.Parameters.NONE,
        row -> row.getObject(1, UUID.class));
  }

  /** False when the patient has one: of two programs that start at once one is first. */
  private static boolean insert(Connection connection, UUID patient, byte[] wrapped)
      throws SQLException {
    return JdbcDatabase.update(
            connection,
            "INSERT INTO people.patient_key (patient_id, wrapped) VALUES (?, ?)"
                + " ON CONFLICT DO NOTHING",
            statement -> {
              statement.setObject(1, patient);
              statement.setBytes(2, wrapped);
            })
        > 0;
  }

  private static void publish(Connection connection, UUID patient, byte[] wrapped)
      throws SQLException {
    JdbcOutbox.add(connection, Topics.PATIENT_KEY, patient.toString(), wrapped);
  }
}
