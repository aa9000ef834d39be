package vigie.api.copy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;

/**
 * Who really received a person's data, or may: by what stands in the tables of rights, of messages
 * that were delivered, and in the audit.
 */
@Singleton
final class JdbcRecipientsOf {
  private static final String ALL =
      """
      SELECT who, how, count(*), min(since), CASE WHEN bool_or(until IS NULL) THEN NULL ELSE max(until) END
      FROM (
        SELECT treating_physician::text AS who, 'TREATING_PHYSICIAN' AS how, since, ended AS until
        FROM care_team WHERE patient_id = ? AND treating_physician IS NOT NULL
        UNION ALL
        SELECT emergency_contact::text, 'EMERGENCY_CONTACT', since, ended
        FROM care_team WHERE patient_id = ? AND emergency_contact IS NOT NULL
        UNION ALL
        SELECT person_id::text, 'SUBSTITUTE', since, ended
        FROM care_team JOIN care_team_substitute USING (care_team_id) WHERE patient_id = ?
        UNION ALL
        SELECT grantee, 'GRANTED', COALESCE(starts, since), COALESCE(ended, until)
        FROM access_grant WHERE patient_id = ?
        UNION ALL
        SELECT person_id::text, 'CARE_TEAM', accepted_at, LEAST(ended, episode.until)
        FROM episode JOIN episode_member USING (episode_id)
        WHERE patient_id = ? AND accepted_at IS NOT NULL
        UNION ALL
        SELECT recipient::text, 'SENT', since, LEAST(ended, event_share.until)
        FROM event_share WHERE patient_id = ?
        UNION ALL
        SELECT representative::text, 'REPRESENTATIVE', since, LEAST(ended, mandate.until)
        FROM mandate WHERE patient_id = ?
        UNION ALL
        SELECT recipient::text, 'MESSAGE', at, at
        FROM notification JOIN delivery USING (notification_id)
        WHERE patient_id = ? AND recipient <> patient_id AND outcome = 'DELIVERED'
        UNION ALL
        SELECT endpoint, 'TRANSFER', asked_at, COALESCE(ended_at, progress_at)
        FROM transfer WHERE patient_id = ? AND resources > 0
        UNION ALL
        SELECT actor::text, 'ACCESS', at, at
        FROM audit WHERE patient_id = ? AND allowed AND actor <> patient_id
      ) received
      GROUP BY who, how ORDER BY how, min(since), who\
      """;

  private final JdbcDatabase database;

  /** How somebody came to it. */
  enum How {
    TREATING_PHYSICIAN,
    EMERGENCY_CONTACT,
    SUBSTITUTE,
    GRANTED,
    CARE_TEAM,
    /** Chosen events. */
    SENT,
    REPRESENTATIVE,
    /** A message of an alert was delivered to them. */
    MESSAGE,
    /** The person had their data sent there. */
    TRANSFER,
    /** They asked, and were given. */
    ACCESS
  }

  /**
   * One recipient.
   *
   * @param who a person's id, a profession of an organisation, or an endpoint
   * @param times how often
   * @param first when first, or since when
   * @param last when last, or until when; null for what stands and has no end
   */
  record Recipient(String who, How how, long times, Instant first, @Nullable Instant last) {}

  JdbcRecipientsOf(JdbcDatabase database) {
    this.database = database;
  }

  /** All of them, by how they came to it. */
  List<Recipient> all(UUID patient) {
    return database.query(
        ALL,
        statement -> {
          for (int i = 1; i <= How.values().length; i++) {
            statement.setObject(i, patient);
          }
        },
        row -> {
          OffsetDateTime last = row.getObject(5, OffsetDateTime.class);
          return new Recipient(
              row.getString(1),
              How.valueOf(row.getString(2)),
              row.getLong(3),
              row.getObject(4, OffsetDateTime.class).toInstant(),
              last == null ? null : last.toInstant());
        });
  }
}
