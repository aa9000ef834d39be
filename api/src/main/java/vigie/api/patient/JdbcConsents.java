package vigie.api.patient;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.rejected.JdbcRejected;
import vigie.api.store.JdbcDatabase;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.DeviceId;

/** Consents in the store: an append-only history, and what of it is in force. */
@Singleton
public final class JdbcConsents {
  private static final String COLUMNS =
      "SELECT category, given, at, text_version, text_hash, language, channel, actor, source"
          + " FROM consent";

  /** No person ends a consent whose purpose changed. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final JdbcPatients patients;
  private final JdbcDatabase database;

  /** Wired by the program. */
  public JdbcConsents(JdbcPatients patients, JdbcDatabase database) {
    this.patients = patients;
    this.database = database;
  }

  /** All of a patient's events, oldest first. */
  public List<Consents.Event> history(UUID patient) {
    return database.inTransaction(connection -> read(connection, patient));
  }

  /** Consents to a category whatever the device, for the patient that watches this program. */
  public void give(UUID patient, Category category) {
    note(
        patient,
        new Consents.Declaration(
            category, null, true, ConsentText.in("en"), ConsentChannel.PROGRAM, patient));
  }

  /** Notes what was said, unless it is in force already; gives the event in force. */
  Consents.Event note(UUID patient, Consents.Declaration said) {
    return patients.change(
        patient,
        (connection, now) -> {
          List<Consents.Event> inForce = Consents.inForce(read(connection, patient));
          Consents.Event event = new Consents.Event(said, now);
          Consents.Event standing =
              inForce.stream()
                  .filter(known -> known.said().category() == said.category())
                  .filter(known -> Objects.equals(known.said().source(), said.source()))
                  .findAny()
                  .orElse(event);
          boolean renews =
              said.given() && standing.said().given() && purposeChanged(connection, standing);
          if (!renews && !Consents.changes(said, inForce)) {
            return standing;
          }
          insert(connection, patient, event);
          if (!said.given()) {
            // Refused messages may hold any category, and cannot be told apart.
            JdbcRejected.forgetValues(connection, patient);
          }
          return event;
        });
  }

  /** Of which sources each category may be taken; nothing of those with none. */
  static Map<Category, Sources> covered(Connection connection, UUID patient) throws SQLException {
    return Consents.covered(
        JdbcDatabase.query(
            connection,
            "SELECT category, source, given FROM consent_in_force WHERE patient_id = ?",
            statement -> statement.setObject(1, patient),
            row ->
                new Consents.Line(
                    Category.valueOf(row.getString(1)), row.getString(2), row.getBoolean(3))));
  }

  /**
   * Ends the consents to a category whose purpose has changed, of all sources, unless one was given
   * anew meanwhile (C-89). What was kept under them stays: nobody has withdrawn anything.
   *
   * @param givenAt when the newest consent was given that is to end
   */
  public void lapse(UUID patient, Category category, Instant givenAt) {
    patients.change(
        patient,
        (connection, now) -> {
          List<Consents.Event> given =
              Consents.inForce(read(connection, patient)).stream()
                  .filter(event -> event.said().category() == category && event.said().given())
                  .toList();
          if (!given.isEmpty() && given.stream().noneMatch(event -> event.at().isAfter(givenAt))) {
            ConsentText text = given.get(given.size() - 1).said().text();
            Consents.Declaration ended =
                new Consents.Declaration(
                    category, null, false, text, ConsentChannel.POLICY, NOBODY);
            insert(connection, patient, new Consents.Event(ended, now));
          }
          return given;
        });
  }

  /** Whether what a consent is for has changed since it was given, now or on a day to come. */
  private static boolean purposeChanged(Connection connection, Consents.Event given)
      throws SQLException {
    return !JdbcDatabase.query(
            connection,
            "SELECT 1 FROM policy_version WHERE ? = ANY (new_consent) AND published_at > ?",
            statement -> {
              statement.setString(1, given.said().category().name());
              statement.setObject(2, given.at().atOffset(ZoneOffset.UTC));
            },
            row -> true)
        .isEmpty();
  }

  private static List<Consents.Event> read(Connection connection, UUID patient)
      throws SQLException {
    return JdbcDatabase.query(
        connection,
        COLUMNS + " WHERE patient_id = ? ORDER BY consent_id",
        statement -> statement.setObject(1, patient),
        JdbcConsents::event);
  }

  private static Consents.Event event(ResultSet row) throws SQLException {
    return new Consents.Event(
        new Consents.Declaration(
            Category.valueOf(row.getString(1)),
            device(row.getString(9)),
            row.getBoolean(2),
            new ConsentText(row.getString(4), row.getString(6), row.getString(5)),
            ConsentChannel.of(row.getString(7)),
            row.getObject(8, UUID.class)),
        row.getTimestamp(3).toInstant());
  }

  private static @Nullable DeviceId device(@Nullable String stored) {
    return stored == null ? null : new DeviceId(stored);
  }

  private static void insert(Connection connection, UUID patient, Consents.Event event)
      throws SQLException {
    Consents.Declaration said = event.said();
    DeviceId source = said.source();
    JdbcDatabase.update(
        connection,
        "INSERT INTO consent (patient_id, category, given, at, text_version, text_hash, language,"
            + " channel, actor, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, patient);
          statement.setString(2, said.category().name());
          statement.setBoolean(3, said.given());
          statement.setObject(4, event.at().atOffset(ZoneOffset.UTC));
          statement.setString(5, said.text().version());
          statement.setString(6, said.text().hash());
          statement.setString(7, said.text().language());
          statement.setString(8, said.channel().name());
          statement.setObject(9, said.actor());
          statement.setString(10, source == null ? null : source.value());
        });
  }
}
