package vigie.api.transfer;

import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.api.channel.TransferBasis;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Transfers in the store, one at a time for each patient. */
@Singleton
final class JdbcTransfers {
  private static final String COLUMNS =
      "SELECT transfer_id, patient_id, endpoint, region, transfer_basis, asked_at, asked_by,"
          + " progress_at, resources, ended_at, accepted, result FROM transfer";

  private final JdbcDatabase database;

  JdbcTransfers(JdbcDatabase database) {
    this.database = database;
  }

  /** A patient's, newest first. */
  List<Transfer> ofPatient(UUID patient) {
    return database.query(
        COLUMNS + " WHERE patient_id = ? ORDER BY asked_at DESC, transfer_id",
        statement -> statement.setObject(1, patient),
        JdbcTransfers::row);
  }

  /**
   * Adds one; one that was cut off is over by that.
   *
   * @throws vigie.api.store.StoreException of kind DUPLICATE while another runs
   */
  void add(Transfer transfer) {
    database.inTransaction(
        connection -> {
          endCutOff(connection, transfer.patient(), transfer.askedAt());
          return JdbcDatabase.update(
              connection,
              "INSERT INTO transfer (transfer_id, patient_id, endpoint, region, transfer_basis,"
                  + " asked_at, asked_by, progress_at, ended_at, accepted, result)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              statement -> {
                TransferBasis basis = transfer.transferBasis();
                statement.setObject(1, transfer.id());
                statement.setObject(2, transfer.patient());
                statement.setString(3, transfer.endpoint().toString());
                statement.setString(4, transfer.region());
                statement.setString(5, basis == null ? null : basis.name());
                statement.setObject(6, transfer.askedAt().atOffset(ZoneOffset.UTC));
                statement.setObject(7, transfer.askedBy());
                statement.setObject(8, transfer.progressAt().atOffset(ZoneOffset.UTC));
                statement.setObject(9, JdbcTimes.utc(transfer.endedAt()));
                statement.setObject(10, transfer.accepted());
                statement.setString(11, transfer.result());
              });
        });
  }

  /** Notes how many resources were taken so far. */
  void progress(UUID transfer, long resources, Instant now) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE transfer SET resources = ?, progress_at = ? WHERE transfer_id = ?",
                statement -> {
                  statement.setLong(1, resources);
                  statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(3, transfer);
                }));
  }

  /** Notes what came of it. */
  void end(UUID transfer, boolean accepted, String result, Instant now) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE transfer SET ended_at = ?, accepted = ?, result = ? WHERE transfer_id = ?",
                statement -> {
                  statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                  statement.setBoolean(2, accepted);
                  statement.setString(3, result);
                  statement.setObject(4, transfer);
                }));
  }

  private static void endCutOff(Connection connection, UUID patient, Instant now)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE transfer SET ended_at = ?, accepted = false, result = 'the program stopped over it'"
            + " WHERE patient_id = ? AND ended_at IS NULL AND progress_at < ?",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setObject(2, patient);
          statement.setObject(3, now.minus(Transfer.PATIENCE).atOffset(ZoneOffset.UTC));
        });
  }

  private static Transfer row(ResultSet row) throws SQLException {
    String basis = row.getString(5);
    return new Transfer(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        URI.create(row.getString(3)),
        row.getString(4),
        basis == null ? null : TransferBasis.valueOf(basis),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getObject(7, UUID.class),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getLong(9),
        JdbcTimes.instant(row, 10),
        row.getObject(11, Boolean.class),
        row.getString(12));
  }
}
