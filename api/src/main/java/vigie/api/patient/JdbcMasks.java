package vigie.api.patient;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.api.access.Mask;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Masks in the store, with their history. */
@Singleton
public final class JdbcMasks {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /** A mask in force, since when and by whom. */
  public record Row(Mask mask, Instant since, UUID by) {}

  /** Wired by the program. */
  public JdbcMasks(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The masks in force. */
  public List<Row> list(UUID patient) {
    return database.query(
        JdbcRights.MASKS,
        statement -> statement.setObject(1, patient),
        row ->
            new Row(
                JdbcRights.mask(row),
                row.getTimestamp(7).toInstant(),
                row.getObject(8, UUID.class)));
  }

  /** Sets a mask. */
  public Row add(UUID patient, Mask mask, UUID by) {
    return patients.change(
        patient,
        (connection, now) -> {
          JdbcDatabase.update(
              connection,
              "INSERT INTO mask (mask_id, patient_id, kind, metric, item, starts, ends, since,"
                  + " actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, mask.id());
                statement.setObject(2, patient);
                statement.setString(3, mask.kind() == null ? null : mask.kind().name());
                statement.setString(4, mask.metric());
                statement.setObject(5, mask.item());
                statement.setObject(6, JdbcTimes.utc(mask.from()));
                statement.setObject(7, JdbcTimes.utc(mask.until()));
                statement.setObject(8, now.atOffset(ZoneOffset.UTC));
                statement.setObject(9, by);
              });
          return new Row(mask, now, by);
        });
  }

  /** Ends a mask; false when there is no such one. */
  public boolean end(UUID patient, UUID mask) {
    return patients.change(
        patient,
        (connection, now) ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE mask SET ended = ?"
                        + " WHERE patient_id = ? AND mask_id = ? AND ended IS NULL",
                    statement -> {
                      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(2, patient);
                      statement.setObject(3, mask);
                    })
                > 0);
  }
}
