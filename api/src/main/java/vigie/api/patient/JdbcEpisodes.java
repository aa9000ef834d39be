package vigie.api.patient;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.ContentKind;
import vigie.api.access.Verb;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Episodes of care and their teams in the store, with their history. */
@Singleton
public final class JdbcEpisodes {
  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /**
   * An episode that has not been ended.
   *
   * @param acceptedAt null while the patient has not accepted the team
   * @param kinds what the patient opened
   * @param text the wording to which they did; null while they have not
   */
  public record Row(
      UUID id,
      String name,
      Set<UUID> members,
      UUID proposedBy,
      Instant proposedAt,
      Instant until,
      @Nullable Instant acceptedAt,
      Set<ContentKind> kinds,
      Set<Verb> verbs,
      @Nullable ConsentText text) {}

  /** Wired by the program. */
  public JdbcEpisodes(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** The episodes that have not ended by then. */
  public List<Row> list(UUID patient, Instant now) {
    return database.query(
        "SELECT episode_id, name, ARRAY(SELECT person_id FROM episode_member m"
            + " WHERE m.episode_id = e.episode_id), proposed_by, proposed_at, until, accepted_at,"
            + " categories, verbs, text_version, language, text_hash FROM episode e WHERE patient_id = ? AND ended IS NULL"
            + " AND until > ? ORDER BY proposed_at, episode_id",
        statement -> {
          statement.setObject(1, patient);
          statement.setObject(2, now.atOffset(ZoneOffset.UTC));
        },
        row ->
            new Row(
                row.getObject(1, UUID.class),
                row.getString(2),
                Set.of((UUID[]) row.getArray(3).getArray()),
                row.getObject(4, UUID.class),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant(),
                JdbcTimes.instant(row, 7),
                JdbcRights.values(ContentKind.class, row, 8),
                JdbcRights.values(Verb.class, row, 9),
                row.getString(10) == null
                    ? null
                    : new ConsentText(row.getString(10), row.getString(11), row.getString(12))));
  }

  /** Notes a proposal, and gives its id. */
  public UUID propose(UUID patient, String name, Set<UUID> members, Instant until, UUID by) {
    UUID episode = UUID.randomUUID();
    return patients.change(
        patient,
        (connection, now) -> {
          JdbcDatabase.update(
              connection,
              "INSERT INTO episode (episode_id, patient_id, name, proposed_by, proposed_at, until)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, episode);
                statement.setObject(2, patient);
                statement.setString(3, name);
                statement.setObject(4, by);
                statement.setObject(5, now.atOffset(ZoneOffset.UTC));
                statement.setObject(6, until.atOffset(ZoneOffset.UTC));
              });
          JdbcDatabase.update(
              connection,
              "INSERT INTO episode_member (episode_id, person_id) SELECT ?, unnest(?::uuid[])",
              statement -> {
                statement.setObject(1, episode);
                statement.setArray(2, connection.createArrayOf("uuid", members.toArray()));
              });
          return episode;
        });
  }

  /** Opens these kinds to the team; false when there is no such episode any more. */
  public boolean accept(
      UUID patient,
      UUID episode,
      Set<ContentKind> kinds,
      Set<Verb> verbs,
      ConsentText text,
      UUID by) {
    return patients.change(
        patient,
        (connection, now) ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE episode SET categories = ?, verbs = ?, accepted_at = ?, accepted_by = ?,"
                        + " text_version = ?, text_hash = ?, language = ?"
                        + " WHERE patient_id = ? AND episode_id = ? AND ended IS NULL"
                        + " AND until > ?",
                    statement -> {
                      statement.setArray(1, JdbcRights.names(connection, kinds));
                      statement.setArray(2, JdbcRights.names(connection, verbs));
                      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(4, by);
                      statement.setString(5, text.version());
                      statement.setString(6, text.hash());
                      statement.setString(7, text.language());
                      statement.setObject(8, patient);
                      statement.setObject(9, episode);
                      statement.setObject(10, now.atOffset(ZoneOffset.UTC));
                    })
                > 0);
  }

  /** Ends an episode; false when there is no such one any more. */
  public boolean end(UUID patient, UUID episode) {
    return patients.change(
        patient,
        (connection, now) ->
            JdbcDatabase.update(
                    connection,
                    "UPDATE episode SET ended = ?"
                        + " WHERE patient_id = ? AND episode_id = ? AND ended IS NULL",
                    statement -> {
                      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                      statement.setObject(2, patient);
                      statement.setObject(3, episode);
                    })
                > 0);
  }
}
