package vigie.api.reach;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Notification.Role;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** Who would be told for every patient, and what is known of the ways to them. */
@Singleton
final class JdbcReach {
  /** A delivery that failed longer ago says nothing of today. */
  private static final Duration LAST_DELIVERY = Duration.ofDays(30);

  private static final String MEMBERS =
      """
      WITH member AS (
        SELECT patient_id, patient_id AS person_id, 'PATIENT' AS role FROM patient
        UNION ALL
        SELECT patient_id, treating_physician, 'TREATING_PHYSICIAN' FROM care_team
        WHERE ended IS NULL
        UNION ALL
        SELECT patient_id, emergency_contact, 'EMERGENCY_CONTACT' FROM care_team
        WHERE ended IS NULL
        UNION ALL
        SELECT patient_id, person_id, 'SUBSTITUTE'
        FROM care_team JOIN care_team_substitute USING (care_team_id)
        WHERE ended IS NULL AND (starts IS NULL OR starts <= ?) AND (ends IS NULL OR ends > ?)
      ), ended AS (
        SELECT recipient, outcome, at FROM delivery JOIN notification USING (notification_id)
        WHERE outcome IN ('DELIVERED', 'FAILED') AND channel <> 'SSE' AND at > ?
        UNION ALL
        SELECT person_id,
          CASE WHEN bool_or(outcome = 'DELIVERED') THEN 'DELIVERED' ELSE 'FAILED' END, max(at)
        FROM drill_delivery WHERE at > ? GROUP BY drill_id, person_id
      ), last AS (
        SELECT DISTINCT ON (recipient) recipient, outcome, at FROM ended
        ORDER BY recipient, at DESC
      )
      SELECT patient_id, person_id, member.role,
        email IS NOT NULL OR webhook_url IS NOT NULL OR mqtt,
        (SELECT max(verified_at) FROM people.verified_channel verified
          WHERE verified.person_id = member.person_id),
        (SELECT count(*) FROM people.verified_channel verified
          WHERE verified.person_id = member.person_id),
        CASE WHEN last.outcome = 'FAILED' THEN last.at END
      FROM member JOIN people.person USING (person_id)
        LEFT JOIN last ON last.recipient = member.person_id
      WHERE ?::uuid IS NULL OR patient_id = ?
      ORDER BY patient_id, member.role, person_id\
      """;

  private final JdbcDatabase database;

  JdbcReach(JdbcDatabase database) {
    this.database = database;
  }

  /** Every patient's. */
  List<Reach> all(Instant now) {
    return read(now, null);
  }

  /** One patient's; empty when there is no such patient. */
  Optional<Reach> of(UUID patient, Instant now) {
    return read(now, patient).stream().findFirst();
  }

  private List<Reach> read(Instant now, @Nullable UUID only) {
    Map<UUID, List<Reach.Member>> byPatient = new LinkedHashMap<>();
    database.query(
        MEMBERS,
        statement -> {
          OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
          statement.setObject(1, at);
          statement.setObject(2, at);
          statement.setObject(3, at.minus(LAST_DELIVERY));
          statement.setObject(4, at.minus(LAST_DELIVERY));
          statement.setObject(5, only);
          statement.setObject(6, only);
        },
        row ->
            byPatient
                .computeIfAbsent(row.getObject(1, UUID.class), any -> new ArrayList<>())
                .add(
                    new Reach.Member(
                        row.getObject(2, UUID.class),
                        Role.valueOf(row.getString(3)),
                        row.getBoolean(4),
                        JdbcTimes.instant(row, 5),
                        row.getInt(6),
                        JdbcTimes.instant(row, 7))));
    return byPatient.entrySet().stream()
        .map(patient -> new Reach(patient.getKey(), patient.getValue()))
        .toList();
  }
}
