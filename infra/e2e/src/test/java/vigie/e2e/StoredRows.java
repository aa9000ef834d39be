package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.cli.replay.PublishedReading;
import vigie.cli.replay.ReplayResult;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** What the database holds of a replay's patients, beside what was published. */
final class StoredRows {
  private final StackUnderTest system;
  private final ReplayResult result;
  private final Map<UUID, List<SequentialOracle.Reading>> rows = new HashMap<>();
  private final Map<String, Duration> intervals = new HashMap<>();
  private final Map<String, Map<String, Double>> pressures = new HashMap<>();

  StoredRows(StackUnderTest system, ReplayResult result) {
    this.system = system;
    this.result = result;
    for (PublishedReading reading : result.published()) {
      if (reading.metric().startsWith("bp-")) {
        pressures
            .computeIfAbsent(reading.device() + "@" + reading.effective(), at -> new HashMap<>())
            .put(reading.metric(), reading.value());
      }
    }
    result
        .export()
        .subjects()
        .forEach(
            subject ->
                subject
                    .devices()
                    .forEach(device -> intervals.put(device.name(), device.expectedInterval())));
  }

  /** The patient's rows as the oracle takes them. */
  List<SequentialOracle.Reading> of(UUID patient) {
    return rows.getOrDefault(patient, List.of());
  }

  /**
   * Every plausible reading that was acknowledged is one row, and there is no other row. Pressures
   * of one measurement that do not fit each other are refused together.
   */
  void areThoseAcknowledged() throws SQLException {
    Map<UUID, Set<UUID>> expected = new HashMap<>();
    for (PublishedReading reading : result.published()) {
      Metric metric = MetricCatalogue.standard().metric(reading.metric());
      double value = metric.toCanonical(reading.value(), reading.unit()).orElseThrow();
      if (!reading.unit().equals(metric.unit())) {
        value = Math.rint(value * 1e6) / 1e6; // six decimals of a converted value are kept
      }
      if (metric.plausible(value) && !inAnUnfittingSetOfPressures(reading)) {
        expected
            .computeIfAbsent(reading.patient(), patient -> new HashSet<>())
            .add(
                id(
                    reading.patient(),
                    reading.device(),
                    metric,
                    value,
                    reading.effective(),
                    reading.sequence()));
      }
    }
    for (Map.Entry<UUID, Set<UUID>> patient : expected.entrySet()) {
      List<SequentialOracle.Reading> stored = read(patient.getKey());
      rows.put(patient.getKey(), stored);
      assertThat(stored.stream().map(SequentialOracle.Reading::id))
          .as("rows of patient %s", patient.getKey())
          .containsExactlyInAnyOrderElementsOf(patient.getValue());
    }
  }

  private boolean inAnUnfittingSetOfPressures(PublishedReading reading) {
    Map<String, Double> set =
        pressures.getOrDefault(reading.device() + "@" + reading.effective(), Map.of());
    double systolic = set.getOrDefault("bp-systolic", Double.NaN);
    double diastolic = set.getOrDefault("bp-diastolic", Double.NaN);
    double mean = set.getOrDefault("bp-mean", Double.NaN);
    return reading.metric().startsWith("bp-")
        && (diastolic >= systolic || mean < diastolic || mean > systolic);
  }

  /** Each rollup row says what its raw rows say. */
  void haveRollupsEqualToTheirRecomputation() throws SQLException {
    for (Map.Entry<String, String> rollup :
        Map.of("reading_1m", "1 minute", "reading_1h", "1 hour", "reading_1d", "1 day")
            .entrySet()) {
      String sql =
          """
          WITH again AS (
            SELECT patient_id, metric, time_bucket('%s', ts) AS bucket, count(*) AS count,
                   sum(value) AS sum, min(value) AS min, max(value) AS max,
                   (array_agg(value ORDER BY ts, disc))[1] AS first,
                   (array_agg(value ORDER BY ts DESC, disc DESC))[1] AS last
            FROM reading GROUP BY 1, 2, 3)
          SELECT count(*) FROM again FULL JOIN %s r USING (patient_id, metric, bucket)
          WHERE (again.count, again.min, again.max, again.first, again.last)
                  IS DISTINCT FROM (r.count, r.min, r.max, r.first, r.last)
             OR abs(again.sum - r.sum) > 1e-9 * greatest(1, abs(again.sum))
          """
              .formatted(rollup.getValue(), rollup.getKey());
      try (Connection database = system.database();
          PreparedStatement statement = database.prepareStatement(sql);
          ResultSet differing = statement.executeQuery()) {
        differing.next();
        assertThat(differing.getLong(1)).as("rows of %s that differ", rollup.getKey()).isZero();
      }
    }
  }

  private List<SequentialOracle.Reading> read(UUID patient) throws SQLException {
    List<SequentialOracle.Reading> found = new ArrayList<>();
    try (Connection database = system.database();
        PreparedStatement statement =
            database.prepareStatement(
                "SELECT metric, ts, value, received, device, sequence, quality FROM reading"
                    + " WHERE patient_id = ?")) {
      statement.setObject(1, patient);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Metric metric = MetricCatalogue.standard().metric(row.getInt("metric"));
          String device = row.getString("device");
          double value = row.getDouble("value");
          Instant effective = row.getTimestamp("ts").toInstant();
          Long sequence = row.getObject("sequence", Long.class);
          found.add(
              new SequentialOracle.Reading(
                  id(patient, device, metric, value, effective, sequence),
                  metric.id(),
                  value,
                  effective,
                  row.getTimestamp("received").toInstant(),
                  interval(device, metric),
                  metric.maxAlertAge(),
                  Quality.ofNumber(row.getInt("quality")) == Quality.QUESTIONABLE));
        }
      }
    }
    return found;
  }

  private Duration interval(String device, Metric metric) {
    return intervals.entrySet().stream()
        .filter(entry -> device.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse(metric.expectedInterval());
  }

  private static UUID id(
      UUID patient,
      String device,
      Metric metric,
      double value,
      Instant at,
      @Nullable Long sequence) {
    return new Reading(
            new PatientId(patient),
            new DeviceId(device),
            metric,
            value,
            at,
            null,
            null,
            at,
            sequence,
            Quality.VALID,
            Context.UNKNOWN,
            null,
            Duration.ZERO)
        .id();
  }
}
