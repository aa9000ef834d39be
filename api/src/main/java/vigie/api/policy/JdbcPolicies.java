package vigie.api.policy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Category;

/** The policy's versions in the store, and who was told of which. */
@Singleton
public final class JdbcPolicies {
  private final JdbcDatabase database;

  /**
   * Whether a patient was told.
   *
   * @param toldAt null: no channel has taken it yet
   * @param how without address
   */
  public record Notice(UUID patient, Instant triedAt, @Nullable Instant toldAt, String how) {}

  /** A consent as it stands. */
  record Given(UUID patient, Category category, Instant at) {}

  /** Wired by the program. */
  public JdbcPolicies(JdbcDatabase database) {
    this.database = database;
  }

  /** Every version, the oldest first. */
  public List<Policy> all() {
    return database.query(
        "SELECT version, effective, published_at, french, english, new_consent FROM policy_version"
            + " ORDER BY effective",
        JdbcDatabase.Parameters.NONE,
        row ->
            new Policy(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                categories((String[]) row.getArray(6).getArray())));
  }

  void publish(Policy policy, UUID by) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO policy_version (version, effective, published_at, published_by, french,"
                    + " english, new_consent) VALUES (?, ?, ?, ?, ?, ?, ?)",
                statement -> {
                  statement.setString(1, policy.version());
                  statement.setObject(2, policy.effective().atOffset(ZoneOffset.UTC));
                  statement.setObject(3, policy.publishedAt().atOffset(ZoneOffset.UTC));
                  statement.setObject(4, by);
                  statement.setString(5, policy.french());
                  statement.setString(6, policy.english());
                  statement.setArray(
                      7,
                      connection.createArrayOf(
                          "text", policy.newConsent().stream().map(Enum::name).toArray()));
                }));
  }

  /** Patients whose account was there before this time and who were not told of this version. */
  List<UUID> untold(String version, Instant before) {
    return database.query(
        """
        SELECT patient_id FROM patient JOIN people.person ON person_id = patient_id
        WHERE created_at < ? AND NOT EXISTS (SELECT 1 FROM policy_notice
          WHERE policy_notice.patient_id = patient.patient_id AND version = ?
            AND told_at IS NOT NULL)
        ORDER BY patient_id\
        """,
        statement -> {
          statement.setObject(1, before.atOffset(ZoneOffset.UTC));
          statement.setString(2, version);
        },
        row -> row.getObject(1, UUID.class));
  }

  /** Notes that it was tried to tell a patient, and what came of it. */
  void tried(String version, UUID patient, boolean told, String how, Instant now) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO policy_notice (version, patient_id, tried_at, told_at, how)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (version, patient_id) DO UPDATE SET"
                    + " tried_at = excluded.tried_at, told_at = excluded.told_at,"
                    + " how = excluded.how WHERE policy_notice.told_at IS NULL",
                statement -> {
                  statement.setString(1, version);
                  statement.setObject(2, patient);
                  statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(4, told ? now.atOffset(ZoneOffset.UTC) : null);
                  statement.setString(5, how);
                }));
  }

  /** Who was told of a version and who was not, these first; at most so many. */
  List<Notice> notices(String version, int limit) {
    return database.query(
        "SELECT patient_id, tried_at, told_at, how FROM policy_notice WHERE version = ?"
            + " ORDER BY told_at IS NOT NULL, patient_id LIMIT ?",
        statement -> {
          statement.setString(1, version);
          statement.setInt(2, limit);
        },
        row ->
            new Notice(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)
                    .orElse(null),
                row.getString(4)));
  }

  /** Every category consented to, of all patients, and when last. */
  List<Given> given() {
    return database.query(
        """
        SELECT patient_id, category, max(at) FROM consent_in_force WHERE given
        GROUP BY patient_id, category\
        """,
        JdbcDatabase.Parameters.NONE,
        row ->
            new Given(
                row.getObject(1, UUID.class),
                Category.valueOf(row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant()));
  }

  private static Set<Category> categories(String[] names) {
    return Arrays.stream(names).map(Category::valueOf).collect(Collectors.toSet());
  }
}
