package vigie.api.retention;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.api.access.SyntheticPeople;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.RecipientDirectory;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.register.RegisterCatalogue;
import vigie.register.RetentionRule;

/**
 * Accounts (C-80). In use is whoever did something that the audit holds, whose device sent a
 * reading, or whom a patient has named: an emergency contact never signs in, and must be found all
 * the same. Operators and data protection officers have theirs as long as they serve.
 */
@Singleton
final class JdbcAccounts implements Retained {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAccounts.class);

  private static final String NEW_ACTIVITY =
      """
      WITH seen AS (
        UPDATE retention_mark SET seq = coalesce((SELECT max(seq) FROM audit), 0)
        FROM (SELECT seq AS before FROM retention_mark WHERE name = 'audit' FOR UPDATE) old
        WHERE name = 'audit' RETURNING before, seq)
      INSERT INTO people.account_activity (person_id, active_at)
      SELECT actor, max(at) FROM audit JOIN people.person ON person_id = actor, seen
      WHERE audit.seq > seen.before AND audit.seq <= seen.seq AND allowed GROUP BY actor
      ON CONFLICT (person_id) DO UPDATE
        SET active_at = greatest(account_activity.active_at, excluded.active_at)\
      """;

  /** Everybody else begins with the account itself. */
  private static final String UNSEEN =
      """
      INSERT INTO people.account_activity (person_id, active_at)
      SELECT person_id, created_at FROM people.person ON CONFLICT DO NOTHING\
      """;

  private static final String QUIET =
      """
      SELECT person_id, greatest(active_at,
          (SELECT max(received) FROM reading WHERE patient_id = person_id AND ts > active_at)),
        warned_at
      FROM people.account_activity JOIN people.person USING (person_id)
      WHERE closed_at IS NULL AND active_at < ? AND role NOT IN ('OPERATOR', 'DPO')
        AND NOT EXISTS (SELECT 1 FROM care_team WHERE ended IS NULL
          AND person_id IN (treating_physician, emergency_contact))
        AND NOT EXISTS (SELECT 1 FROM care_team_substitute s JOIN care_team USING (care_team_id)
          WHERE ended IS NULL AND s.person_id = person.person_id)
        AND NOT EXISTS (SELECT 1 FROM mandate WHERE ended IS NULL AND representative = person_id)
      ORDER BY person_id\
      """;

  private final JdbcDatabase database;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final PersonErasure erasure;
  private final RetentionRule rule = RegisterCatalogue.standard().retention("account");

  JdbcAccounts(
      JdbcDatabase database,
      RecipientDirectory directory,
      DeliveryChannels channels,
      PersonErasure erasure) {
    this.database = database;
    this.directory = directory;
    this.channels = channels;
    this.erasure = erasure;
  }

  @Override
  public List<Item> candidates(Instant now) {
    Period keep = Objects.requireNonNull(rule.keep());
    Period warn = Objects.requireNonNull(rule.warn());
    Instant quietSince = now.atZone(RetentionRun.ZONE).plus(warn).minus(keep).toInstant();
    return database
        .inTransaction(
            connection -> {
              JdbcDatabase.update(connection, NEW_ACTIVITY, JdbcDatabase.Parameters.NONE);
              JdbcDatabase.update(connection, UNSEEN, JdbcDatabase.Parameters.NONE);
              return JdbcDatabase.query(
                  connection,
                  QUIET,
                  // A day more: calendars do not add up backwards as they do forwards.
                  statement ->
                      statement.setObject(
                          1, quietSince.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC)),
                  row ->
                      new Item(
                          row.getObject(1, UUID.class),
                          null,
                          rule,
                          row.getObject(2, OffsetDateTime.class).toInstant(),
                          JdbcTimes.instant(row, 3),
                          false));
            })
        .stream()
        .filter(item -> !SyntheticPeople.includes(item.subject()))
        .toList();
  }

  @Override
  public void warn(Item item, Instant end, Instant now) {
    String how =
        directory
            .find(item.subject())
            .map(
                person ->
                    channels
                        .tell(
                            person,
                            RetentionText.accountEnds(
                                Keyed128.of("account-ends", item.subject(), end.toEpochMilli()),
                                end,
                                person.language()))
                        .how())
            .orElse("nobody of this id is known");
    LOG.info("account {} ends at {}: {}", item.subject(), end, how);
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE people.account_activity SET warned_at = ? WHERE person_id = ?",
                statement -> {
                  statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(2, item.subject());
                }));
  }

  @Override
  public void archive(Item item, Instant now) {
    throw new IllegalStateException("accounts are not archived");
  }

  @Override
  public boolean destroy(Item item, Fate.Reason reason, Instant now) {
    return erasure.erase(item.subject(), reason, now) == PersonErasure.Outcome.DESTROYED;
  }
}
