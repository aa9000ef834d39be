package vigie.api.request;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Requests in the store. */
@Singleton
public final class JdbcRequests {
  private static final String COLUMNS =
      "SELECT request_id, patient_id, kind, text, about, filed_at, filed_by, term, passed_to,"
          + " passed_at, extended_at, extended_by, extension_reason, answered_at, answered_by,"
          + " granted, grounds, withdrawn FROM rights_request";
  private static final String OPEN = " WHERE answered_at IS NULL AND withdrawn IS NULL";

  private final JdbcDatabase database;

  /**
   * An open request, and of which state of its clock somebody was told last.
   *
   * @param told null for none
   */
  record Watched(RightsRequest request, RequestTerm.@Nullable State told) {}

  /** Wired by the program. */
  public JdbcRequests(JdbcDatabase database) {
    this.database = database;
  }

  /** A patient's requests, newest first. */
  List<RightsRequest> ofPatient(UUID patient) {
    return database.query(
        COLUMNS + " WHERE patient_id = ? ORDER BY filed_at DESC, request_id",
        statement -> statement.setObject(1, patient),
        JdbcRequests::row);
  }

  /** Those that were passed on to this professional, the open ones first, then newest first. */
  List<RightsRequest> passedTo(UUID professional, int limit) {
    return database.query(
        COLUMNS
            + " WHERE passed_to = ?"
            + " ORDER BY answered_at IS NOT NULL OR withdrawn IS NOT NULL, filed_at DESC, request_id"
            + " LIMIT ?",
        statement -> {
          statement.setObject(1, professional);
          statement.setInt(2, limit);
        },
        JdbcRequests::row);
  }

  /** Everybody's that are open, those whose term comes first at the head. */
  List<RightsRequest> open(int limit) {
    return database.query(
        COLUMNS + OPEN + " ORDER BY term, request_id LIMIT ?",
        statement -> statement.setInt(1, limit),
        JdbcRequests::row);
  }

  /** Every open one whose term comes within this time. */
  List<Watched> due(Instant termUntil) {
    return database.query(
        COLUMNS.replace(" FROM", ", told FROM") + OPEN + " AND term <= ? ORDER BY term, request_id",
        statement -> statement.setObject(1, termUntil.atOffset(ZoneOffset.UTC)),
        row ->
            new Watched(
                row(row),
                row.getString(19) == null ? null : RequestTerm.State.valueOf(row.getString(19))));
  }

  /** Notes that those who must answer were told how the clocks of these stand. */
  void told(List<RightsRequest> requests, RequestTerm.State state) {
    UUID[] ids = requests.stream().map(RightsRequest::id).toArray(UUID[]::new);
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE rights_request SET told = ? WHERE request_id = ANY (?)",
                statement -> {
                  statement.setString(1, state.name());
                  statement.setArray(2, connection.createArrayOf("uuid", ids));
                }));
  }

  /** One of them; empty when there is none. */
  Optional<RightsRequest> find(UUID request) {
    return database.inTransaction(connection -> find(connection, request, ""));
  }

  /** Adds one. */
  void add(RightsRequest request) {
    database.inTransaction(
        connection -> {
          add(connection, request);
          return request;
        });
  }

  /** Adds one within a transaction, such as that of what it asks for. */
  public static void add(Connection connection, RightsRequest request) throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO rights_request (request_id, patient_id, kind, text, about, filed_at, filed_by,"
            + " term) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, request.id());
          statement.setObject(2, request.patient());
          statement.setString(3, request.kind().name());
          statement.setString(4, request.text());
          statement.setString(5, request.about());
          statement.setObject(6, request.filedAt().atOffset(ZoneOffset.UTC));
          statement.setObject(7, request.filedBy());
          statement.setObject(8, request.term().atOffset(ZoneOffset.UTC));
        });
    write(connection, request);
  }

  /**
   * Changes one, alone at that time; what the change throws undoes it.
   *
   * @return as it stands then; empty when there is none
   */
  Optional<RightsRequest> change(UUID request, UnaryOperator<RightsRequest> change) {
    return database.inTransaction(connection -> change(connection, request, change));
  }

  /** Changes the open request that is about this, within a transaction; does nothing for none. */
  public static void changeOpenAbout(
      Connection connection, UUID patient, String about, UnaryOperator<RightsRequest> change)
      throws SQLException {
    List<UUID> ids =
        JdbcDatabase.query(
            connection,
            "SELECT request_id FROM rights_request" + OPEN + " AND patient_id = ? AND about = ?",
            statement -> {
              statement.setObject(1, patient);
              statement.setString(2, about);
            },
            row -> row.getObject(1, UUID.class));
    for (UUID id : ids) {
      change(connection, id, change);
    }
  }

  /**
   * Changes one within a transaction, such as that of what it asks for; what the change throws
   * undoes all of it.
   *
   * @return as it stands then; empty when there is none
   */
  public static Optional<RightsRequest> change(
      Connection connection, UUID request, UnaryOperator<RightsRequest> change)
      throws SQLException {
    Optional<RightsRequest> changed = find(connection, request, " FOR UPDATE").map(change);
    if (changed.isPresent()) {
      write(connection, changed.get());
    }
    return changed;
  }

  private static Optional<RightsRequest> find(Connection connection, UUID request, String lock)
      throws SQLException {
    return JdbcDatabase.query(
            connection,
            COLUMNS + " WHERE request_id = ?" + lock,
            statement -> statement.setObject(1, request),
            JdbcRequests::row)
        .stream()
        .findFirst();
  }

  /** All that can change of it. */
  private static void write(Connection connection, RightsRequest request) throws SQLException {
    RightsRequest.Passing passing = request.passing();
    RightsRequest.Extension extension = request.extension();
    RightsRequest.Answer answer = request.answer();
    JdbcDatabase.update(
        connection,
        "UPDATE rights_request SET term = ?, passed_to = ?, passed_at = ?, extended_at = ?,"
            + " extended_by = ?, extension_reason = ?, answered_at = ?, answered_by = ?,"
            + " granted = ?, grounds = ?, withdrawn = ?,"
            // A new term is told of anew.
            + " told = CASE WHEN term = ? THEN told END WHERE request_id = ?",
        statement -> {
          statement.setObject(1, request.term().atOffset(ZoneOffset.UTC));
          statement.setObject(2, passing == null ? null : passing.to());
          statement.setObject(3, passing == null ? null : JdbcTimes.utc(passing.at()));
          statement.setObject(4, extension == null ? null : JdbcTimes.utc(extension.at()));
          statement.setObject(5, extension == null ? null : extension.by());
          statement.setString(6, extension == null ? null : extension.reason());
          statement.setObject(7, answer == null ? null : JdbcTimes.utc(answer.at()));
          statement.setObject(8, answer == null ? null : answer.by());
          statement.setObject(9, answer == null ? null : answer.granted());
          statement.setString(10, answer == null ? null : answer.grounds());
          statement.setObject(11, JdbcTimes.utc(request.withdrawn()));
          statement.setObject(12, request.term().atOffset(ZoneOffset.UTC));
          statement.setObject(13, request.id());
        });
  }

  private static RightsRequest row(ResultSet row) throws SQLException {
    UUID passedTo = row.getObject(9, UUID.class);
    Instant passedAt = JdbcTimes.instant(row, 10);
    Instant extendedAt = JdbcTimes.instant(row, 11);
    Instant answeredAt = JdbcTimes.instant(row, 14);
    return new RightsRequest(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        RequestKind.valueOf(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getObject(7, UUID.class),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        passedTo == null || passedAt == null ? null : new RightsRequest.Passing(passedTo, passedAt),
        extendedAt == null
            ? null
            : new RightsRequest.Extension(
                extendedAt, row.getObject(12, UUID.class), row.getString(13)),
        answeredAt == null
            ? null
            : new RightsRequest.Answer(
                answeredAt, row.getObject(15, UUID.class), row.getBoolean(16), row.getString(17)),
        JdbcTimes.instant(row, 18));
  }
}
