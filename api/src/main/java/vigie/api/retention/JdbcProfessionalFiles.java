package vigie.api.retention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.register.RegisterCatalogue;
import vigie.register.RetentionRule;

/**
 * Professionals' files: active, archived, destroyed (C-85, C-86). A file is all that one controller
 * keeps of one patient.
 */
@Singleton
public final class JdbcProfessionalFiles implements Retained {
  private final JdbcDatabase database;
  private final RetentionRule charter = RegisterCatalogue.standard().retention("professional-file");

  /**
   * How long a controller keeps files.
   *
   * @param appointmentMonths how long their appointments stay after they are over, 1 to 600; null
   *     for as long as the file
   * @param own whether it is not as the charter says
   */
  record Setting(
      int activeYears, int archiveYears, @Nullable Integer appointmentMonths, boolean own) {}

  /** Wired by the program. */
  public JdbcProfessionalFiles(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Notes a consultation, in the transaction of what was entered: the file is active again.
   *
   * @param controller whose file it is
   * @param at when the patient was seen
   */
  public static void consulted(Connection connection, UUID patient, String controller, Instant at)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO professional_file (patient_id, controller, last_consultation) VALUES (?, ?, ?)"
            + " ON CONFLICT (patient_id, controller) DO UPDATE SET archived_at = NULL,"
            + " destroyed_at = NULL, last_consultation ="
            + " greatest(professional_file.last_consultation, excluded.last_consultation)",
        statement -> {
          statement.setObject(1, patient);
          statement.setString(2, controller);
          statement.setObject(3, at.atOffset(ZoneOffset.UTC));
        });
  }

  /** What holds for this controller. */
  Setting setting(String controller) {
    return database
        .query(
            "SELECT active_years, archive_years, appointment_months FROM retention_setting"
                + " WHERE controller = ?",
            statement -> statement.setString(1, controller),
            row -> new Setting(row.getInt(1), row.getInt(2), row.getObject(3, Integer.class), true))
        .stream()
        .findFirst()
        .orElse(
            new Setting(
                Objects.requireNonNull(charter.keep()).getYears(),
                Objects.requireNonNull(charter.archive()).getYears(),
                null,
                false));
  }

  void set(
      String controller,
      int activeYears,
      int archiveYears,
      @Nullable Integer appointmentMonths,
      Instant now) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "INSERT INTO retention_setting (controller, active_years, archive_years,"
                    + " appointment_months, set_at) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (controller) DO UPDATE SET"
                    + " active_years = excluded.active_years,"
                    + " archive_years = excluded.archive_years,"
                    + " appointment_months = excluded.appointment_months,"
                    + " set_at = excluded.set_at",
                statement -> {
                  statement.setString(1, controller);
                  statement.setInt(2, activeYears);
                  statement.setInt(3, archiveYears);
                  statement.setObject(4, appointmentMonths);
                  statement.setObject(5, now.atOffset(ZoneOffset.UTC));
                }));
  }

  @Override
  public List<Item> candidates(Instant now) {
    return database.query(
        "SELECT patient_id, controller, last_consultation, archived_at, active_years, archive_years"
            + " FROM professional_file LEFT JOIN retention_setting USING (controller)"
            + " WHERE destroyed_at IS NULL ORDER BY patient_id, controller",
        JdbcDatabase.Parameters.NONE,
        row ->
            new Item(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(5) == null ? charter : rule(row.getInt(5), row.getInt(6)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                null,
                row.getObject(4) != null));
  }

  /** The charter's rule with a controller's own periods. */
  private RetentionRule rule(int activeYears, int archiveYears) {
    return new RetentionRule(
        charter.id(),
        charter.promise(),
        Period.ofYears(activeYears),
        archiveYears == 0 ? null : Period.ofYears(archiveYears),
        null,
        charter.french(),
        charter.english());
  }

  @Override
  public void warn(Item item, Instant end, Instant now) {
    throw new IllegalStateException("nobody is warned of a file's end");
  }

  @Override
  public void archive(Item item, Instant now) {
    mark(item, "archived_at", now, null);
  }

  @Override
  public boolean destroy(Item item, Fate.Reason reason, Instant now) {
    mark(item, "destroyed_at", now, reason);
    return true;
  }

  private void mark(Item item, String column, Instant now, Fate.@Nullable Reason destroyed) {
    String controller = Optional.ofNullable(item.controller()).orElseThrow();
    database.inTransaction(
        connection -> {
          int rows =
              JdbcDatabase.update(
                  connection,
                  "UPDATE professional_file SET "
                      + column
                      + " = ? WHERE patient_id = ? AND controller = ?",
                  statement -> {
                    statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, item.subject());
                    statement.setString(3, controller);
                  });
          if (destroyed != null) {
            rows +=
                JdbcDatabase.update(
                    connection,
                    "DELETE FROM clinical_event WHERE patient_id = ?"
                        + " AND controller = 'PROFESSIONAL_FILE'"
                        + " AND coalesce(organisation, author::text) = ?",
                    statement -> {
                      statement.setObject(1, item.subject());
                      statement.setString(2, controller);
                    });
            JdbcDestructions.certify(
                connection,
                new JdbcDestructions.Certificate(
                    UUID.randomUUID(),
                    now,
                    "professional_file",
                    item.rule().id(),
                    destroyed,
                    item.subject(),
                    controller,
                    rows));
          }
          return rows;
        });
  }
}
