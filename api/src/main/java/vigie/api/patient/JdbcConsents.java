package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import vigie.api.rejected.JdbcRejected;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Category;

/** Consents in the store: an append-only history whose newest row per category is in force. */
@Singleton
public final class JdbcConsents {
  private static final String COLUMNS =
      "SELECT category, given, at, text_version, text_hash, language, channel, actor FROM consent";

  /** How a consent ended whose purpose changed. */
  private static final String BY_POLICY = "policy";

  private static final UUID NOBODY = new UUID(0, 0);

  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /**
   * One giving or withdrawing.
   *
   * @param category what about
   * @param given false when withdrawn
   * @param at when
   * @param text the wording shown
   * @param channel how it was collected
   * @param actor who did it
   */
  public record Event(
      Category category, boolean given, Instant at, ConsentText text, String channel, UUID actor) {}

  /** Wired by the program. */
  public JdbcConsents(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** All of a patient's events, oldest first. */
  public List<Event> history(UUID patient) {
    return database.inTransaction(connection -> read(connection, patient));
  }

  /** Notes an event, unless it says what is in force already; gives the event in force. */
  public Event note(
      UUID patient, Category category, boolean given, ConsentText text, String channel, UUID by) {
    return patients.change(
        patient,
        (connection, now) -> {
          Event event = new Event(category, given, now, text, channel, by);
          List<Event> before =
              read(connection, patient).stream().filter(e -> e.category() == category).toList();
          if (!before.isEmpty()) {
            Event last = before.get(before.size() - 1);
            if (last.given() == given
                && last.text().equals(text)
                && !(given && purposeChanged(connection, last))) {
              return last;
            }
          } else if (!given) {
            return event;
          }
          insert(connection, patient, event);
          if (!given) {
            // Refused messages may hold any category, and cannot be told apart.
            JdbcRejected.forgetValues(connection, patient);
          }
          return event;
        });
  }

  /**
   * Ends a consent whose purpose has changed, unless it was given anew meanwhile (C-89). What was
   * kept under it stays: nobody has withdrawn anything.
   *
   * @param givenAt when the consent was given that is to end
   */
  public void lapse(UUID patient, Category category, Instant givenAt) {
    patients.change(
        patient,
        (connection, now) -> {
          List<Event> events =
              read(connection, patient).stream().filter(e -> e.category() == category).toList();
          Event last = events.get(events.size() - 1);
          if (last.given() && last.at().equals(givenAt)) {
            insert(
                connection,
                patient,
                new Event(category, false, now, last.text(), BY_POLICY, NOBODY));
          }
          return last;
        });
  }

  /** Whether what a consent is for has changed since it was given, now or on a day to come. */
  private static boolean purposeChanged(Connection connection, Event given) throws SQLException {
    return !JdbcDatabase.query(
            connection,
            "SELECT 1 FROM policy_version WHERE ? = ANY (new_consent) AND published_at > ?",
            statement -> {
              statement.setString(1, given.category().name());
              statement.setObject(2, given.at().atOffset(ZoneOffset.UTC));
            },
            row -> true)
        .isEmpty();
  }

  private static List<Event> read(Connection connection, UUID patient) throws SQLException {
    return JdbcDatabase.query(
        connection,
        COLUMNS + " WHERE patient_id = ? ORDER BY consent_id",
        statement -> statement.setObject(1, patient),
        row ->
            new Event(
                Category.valueOf(row.getString(1)),
                row.getBoolean(2),
                row.getTimestamp(3).toInstant(),
                new ConsentText(row.getString(4), row.getString(6), row.getString(5)),
                row.getString(7),
                row.getObject(8, UUID.class)));
  }

  private static void insert(Connection connection, UUID patient, Event event) throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO consent (patient_id, category, given, at, text_version, text_hash, language,"
            + " channel, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, patient);
          statement.setString(2, event.category().name());
          statement.setBoolean(3, event.given());
          statement.setObject(4, event.at().atOffset(ZoneOffset.UTC));
          statement.setString(5, event.text().version());
          statement.setString(6, event.text().hash());
          statement.setString(7, event.text().language());
          statement.setString(8, event.channel());
          statement.setObject(9, event.actor());
        });
  }
}
