package vigie.api.amendment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.request.JdbcRequests;
import vigie.api.request.RequestKind;
import vigie.api.request.RightsRequest;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Readings as they can be amended, and who amended which. Safe to share between threads. */
@Singleton
final class JdbcAmendments {
  private static final String STANDING =
      "SELECT patient_id, metric, ts, disc, value, ts_end, received, device, sequence, zone_offset,"
          + " quality, context, original_value, original_unit,"
          + " coalesce((SELECT expected_interval_seconds FROM device_binding AS b"
          + " WHERE b.device = r.device AND b.patient_id = r.patient_id"
          + " ORDER BY device_binding_id DESC LIMIT 1), 0) FROM reading AS r";

  /** Also what people asked for and TimelineJob has not written yet. */
  private static final String FORMER =
      "SELECT value, received, retracts FROM reading_former"
          + " WHERE patient_id = ? AND metric = ? AND ts = ? AND disc = ?"
          + " UNION ALL SELECT coalesce(value, was), amended_at, value IS NULL"
          + " FROM reading_amendment WHERE patient_id = ? AND metric = ? AND ts = ? AND disc = ?";

  private final JdbcDatabase database;

  JdbcAmendments(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * The readings of a patient that this may mean.
   *
   * @param effective when measured, or when the interval began
   * @param sequence the device's own number; null when it was not said
   */
  List<StandingReading> find(
      UUID patient, Metric metric, String device, Instant effective, @Nullable Long sequence) {
    return database.inTransaction(
        connection -> {
          List<StandingReading> found = new ArrayList<>();
          for (StandingReading one :
              JdbcDatabase.query(
                  connection,
                  STANDING
                      + " WHERE patient_id = ? AND metric = ? AND ts = ? AND device = ?"
                      + " AND (?::bigint IS NULL OR sequence = ?::bigint) ORDER BY disc",
                  statement -> {
                    statement.setObject(1, patient);
                    statement.setInt(2, metric.number());
                    statement.setObject(3, effective.atOffset(ZoneOffset.UTC));
                    statement.setString(4, device);
                    statement.setObject(5, sequence);
                    statement.setObject(6, sequence);
                  },
                  JdbcAmendments::standing)) {
            found.add(
                new StandingReading(
                    one.reading(), one.disc(), former(connection, patient, metric, one)));
          }
          return found;
        });
  }

  private static List<StandingReading.Version> former(
      Connection connection, UUID patient, Metric metric, StandingReading one) throws SQLException {
    return JdbcDatabase.query(
        connection,
        FORMER,
        statement -> {
          for (int first = 1; first <= 5; first += 4) {
            statement.setObject(first, patient);
            statement.setInt(first + 1, metric.number());
            statement.setObject(first + 2, one.reading().effective().atOffset(ZoneOffset.UTC));
            statement.setLong(first + 3, one.disc());
          }
        },
        row -> new StandingReading.Version(row.getDouble(1), instant(row, 2), row.getBoolean(3)));
  }

  /** What the same device measured of the same category at the same time, by metric. */
  Map<Metric, Double> beside(Reading reading) {
    Map<Metric, Double> beside = new HashMap<>();
    database.query(
        "SELECT metric, value FROM reading WHERE patient_id = ? AND metric = ANY (?) AND ts = ?"
            + " AND device = ? AND sequence IS NOT DISTINCT FROM ?::bigint",
        statement -> {
          statement.setObject(1, reading.patient().value());
          statement.setArray(
              2,
              statement
                  .getConnection()
                  .createArrayOf(
                      "smallint",
                      MetricCatalogue.standard().all().stream()
                          .filter(Metric::measured)
                          .filter(other -> other.category() == reading.metric().category())
                          .map(other -> (short) other.number())
                          .toArray()));
          statement.setObject(3, reading.effective().atOffset(ZoneOffset.UTC));
          statement.setString(4, reading.device().value());
          statement.setObject(5, reading.sequence());
        },
        row -> beside.put(MetricCatalogue.standard().metric(row.getInt(1)), row.getDouble(2)));
    return beside;
  }

  /**
   * Keeps an amendment, answers the request that it names, and has the reading sent: all or
   * nothing, but for a store that fails in the very end, after which the same may be asked again.
   *
   * @param grounds what the request is answered with
   * @param send returns when the stream has the reading, or throws
   * @throws Refusal when the request is none that this answers, or what the sender throws
   */
  void add(Amendment amendment, String grounds, Runnable send) {
    database.inTransaction(
        connection -> {
          insert(connection, amendment);
          UUID request = amendment.request();
          if (request != null
              && JdbcRequests.change(
                      connection, request, asked -> answered(asked, amendment, grounds))
                  .isEmpty()) {
            throw noRequest();
          }
          send.run();
          return amendment;
        });
  }

  private static RightsRequest answered(RightsRequest asked, Amendment amendment, String grounds) {
    if (!asked.patient().equals(amendment.reading().patient().value())
        || asked.kind() != RequestKind.RECTIFICATION
        || asked.passing() != null) {
      throw noRequest();
    }
    return asked.answered(null, true, grounds, amendment.at());
  }

  private static Refusal noRequest() {
    return new Refusal(
        ProblemCode.NOT_FOUND, "there is no such request of rectification that this answers");
  }

  private static void insert(Connection connection, Amendment amendment) throws SQLException {
    Reading reading = amendment.reading();
    JdbcDatabase.update(
        connection,
        "INSERT INTO reading_amendment (amendment_id, patient_id, metric, ts, disc, ts_end, device,"
            + " sequence, was, value, reason, amended_at, amended_by, request_id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, amendment.id());
          statement.setObject(2, reading.patient().value());
          statement.setInt(3, reading.metric().number());
          statement.setObject(4, reading.effective().atOffset(ZoneOffset.UTC));
          statement.setLong(5, reading.id().getLeastSignificantBits());
          statement.setObject(6, JdbcTimes.utc(reading.effectiveEnd()));
          statement.setString(7, reading.device().value());
          statement.setObject(8, reading.sequence());
          statement.setDouble(9, amendment.was());
          statement.setObject(10, reading.retracts() ? null : reading.value());
          statement.setString(11, amendment.reason());
          statement.setObject(12, amendment.at().atOffset(ZoneOffset.UTC));
          statement.setObject(13, amendment.by());
          statement.setObject(14, amendment.request());
        });
  }

  /** What people amended of a patient's readings, newest first. */
  List<AmendmentView> ofPatient(UUID patient, int limit) {
    return database.query(
        "SELECT amendment_id, metric, device, ts, sequence, was, value, reason, amended_at,"
            + " amended_by, request_id FROM reading_amendment WHERE patient_id = ?"
            + " ORDER BY amended_at DESC, amendment_id LIMIT ?",
        statement -> {
          statement.setObject(1, patient);
          statement.setInt(2, limit);
        },
        row -> {
          Metric metric = MetricCatalogue.standard().metric(row.getInt(2));
          UUID by = row.getObject(10, UUID.class);
          return new AmendmentView(
              row.getObject(1, UUID.class),
              metric.id(),
              row.getString(3),
              instant(row, 4),
              row.getObject(5, Long.class),
              row.getDouble(6),
              row.getObject(7, Double.class),
              metric.unit(),
              row.getString(8),
              instant(row, 9),
              by,
              !by.equals(patient),
              row.getObject(11, UUID.class));
        });
  }

  private static StandingReading standing(ResultSet row) throws SQLException {
    Double original = row.getObject(13, Double.class);
    String unit = row.getString(14);
    return new StandingReading(
        new Reading(
            new PatientId(row.getObject(1, UUID.class)),
            new DeviceId(row.getString(8)),
            MetricCatalogue.standard().metric(row.getInt(2)),
            row.getDouble(5),
            instant(row, 3),
            JdbcTimes.instant(row, 6),
            row.getObject(10) == null ? null : row.getInt(10),
            instant(row, 7),
            row.getObject(9, Long.class),
            Quality.ofNumber(row.getInt(11)),
            Context.ofNumber(row.getInt(12)),
            original == null || unit == null ? null : new Original(original, unit),
            Duration.ofSeconds(row.getLong(15))),
        row.getLong(4),
        List.of());
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
