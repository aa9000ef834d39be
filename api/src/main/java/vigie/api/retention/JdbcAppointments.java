package vigie.api.retention;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.register.RegisterCatalogue;
import vigie.register.RetentionRule;

/**
 * Appointments that a professional entered who has set how long theirs are kept after they are over
 * (C-16). Over is an appointment at its end, or at its begin where no end is known, as its newest
 * version says. All others go with the file that they are of, or with the patient's account.
 */
@Singleton
final class JdbcAppointments implements Retained {
  /** Calendars differ by this at most; what is really due {@link Fate} says. */
  private static final Duration MARGIN = Duration.ofDays(4);

  /** Those that a legal hold does not keep (C-72). */
  private static final String THEIRS =
      " FROM clinical_event AS event JOIN clinical_event AS entered"
          + " ON entered.patient_id = event.patient_id AND entered.event_id = event.event_id"
          + " AND entered.version = 1 AND entered.controller = 'PROFESSIONAL_FILE'"
          + " JOIN retention_setting ON retention_setting.controller = entered.author::text"
          + " WHERE event.kind = 'appointment' AND appointment_months IS NOT NULL"
          + " AND NOT EXISTS (SELECT FROM clinical_event AS next"
          + " WHERE next.patient_id = event.patient_id AND next.event_id = event.event_id"
          + " AND next.version > event.version)"
          + " AND NOT EXISTS (SELECT FROM legal_hold WHERE legal_hold.patient_id = event.patient_id"
          + " AND lifted IS NULL AND legal_hold.until > ?)";

  private final JdbcDatabase database;
  private final RetentionRule rule = RegisterCatalogue.standard().retention("appointment");

  JdbcAppointments(JdbcDatabase database) {
    this.database = database;
  }

  @Override
  public List<Item> candidates(Instant now) {
    return database.query(
        "SELECT DISTINCT event.patient_id, entered.author, coalesce(event.ends, event.starts),"
            + " appointment_months"
            + THEIRS
            + " AND coalesce(event.ends, event.starts)"
            + " < ?::timestamptz - make_interval(months => appointment_months)",
        statement -> {
          statement.setObject(1, JdbcTimes.utc(now));
          statement.setObject(2, JdbcTimes.utc(now.plus(MARGIN)));
        },
        row ->
            new Item(
                row.getObject(1, UUID.class),
                row.getString(2),
                keep(row.getInt(4)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                null,
                false));
  }

  /** The rule with a professional's own period. */
  private RetentionRule keep(int months) {
    return new RetentionRule(
        rule.id(),
        rule.promise(),
        Period.ofMonths(months),
        null,
        null,
        rule.french(),
        rule.english());
  }

  @Override
  public void warn(Item item, Instant end, Instant now) {
    throw new IllegalStateException("nobody is warned of an appointment's end");
  }

  @Override
  public void archive(Item item, Instant now) {
    throw new IllegalStateException("an appointment is not archived by itself");
  }

  @Override
  public boolean destroy(Item item, Fate.Reason reason, Instant now) {
    String author = Optional.ofNullable(item.controller()).orElseThrow();
    database.inTransaction(
        connection -> {
          int rows =
              JdbcDatabase.update(
                  connection,
                  "DELETE FROM clinical_event AS gone WHERE gone.patient_id = ?"
                      + " AND gone.event_id IN (SELECT event.event_id"
                      + THEIRS
                      + " AND event.patient_id = ? AND entered.author = ?"
                      + " AND coalesce(event.ends, event.starts) <= ?)",
                  statement -> over(statement, item, UUID.fromString(author), now));
          // None when it was moved, or went with one that was over later.
          if (rows > 0) {
            JdbcDestructions.certify(
                connection,
                new JdbcDestructions.Certificate(
                    UUID.randomUUID(),
                    now,
                    "clinical_event",
                    item.rule().id(),
                    reason,
                    item.subject(),
                    author,
                    rows));
          }
          return rows;
        });
    return true;
  }

  private static void over(PreparedStatement statement, Item item, UUID author, Instant now)
      throws SQLException {
    statement.setObject(1, item.subject());
    statement.setObject(2, JdbcTimes.utc(now));
    statement.setObject(3, item.subject());
    statement.setObject(4, author);
    statement.setObject(5, JdbcTimes.utc(item.lastActivity()));
  }
}
