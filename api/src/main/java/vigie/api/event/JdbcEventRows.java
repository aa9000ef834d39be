package vigie.api.event;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vigie.api.access.Profession;
import vigie.api.access.Role;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;

/** An event as a row. */
final class JdbcEventRows {
  /** In the order in which {@link #read} reads them. */
  static final String COLUMNS =
      "event_id, version, kind, status, status_reason, title, body, detail_names, detail_values,"
          + " code_system, code, starts, ends, entered, author, author_role, profession,"
          + " organisation, on_behalf, origin, controller, legal_basis";

  private JdbcEventRows() {}

  /**
   * Adds a version; false when there is one of this number.
   *
   * @param from earliest time that any version so far tells of
   * @param until latest; {@link Instant#MAX} for ever
   */
  static boolean insert(
      Connection connection, UUID patient, ClinicalEvent event, Instant from, Instant until)
      throws SQLException {
    EventContent content = event.content();
    Provenance by = event.provenance();
    return JdbcDatabase.update(
            connection,
            "INSERT INTO clinical_event ("
                + COLUMNS
                + ", patient_id, content, told_from, told_until) VALUES ("
                + "?, ".repeat(25)
                + "?) ON CONFLICT DO NOTHING",
            statement -> {
              statement.setObject(1, event.id());
              statement.setInt(2, event.version());
              statement.setString(3, content.kind().id());
              statement.setString(4, content.status().name());
              statement.setString(5, content.statusReason());
              statement.setString(6, content.title());
              statement.setString(7, content.text());
              statement.setArray(8, texts(connection, content.details().keySet().toArray()));
              statement.setArray(9, texts(connection, content.details().values().toArray()));
              statement.setString(10, content.code() == null ? null : content.code().system() + "");
              statement.setString(11, content.code() == null ? null : content.code().value());
              statement.setObject(12, time(content.from()));
              statement.setObject(13, content.until() == null ? null : time(content.until()));
              statement.setObject(14, time(event.entered()));
              statement.setObject(15, by.author());
              statement.setString(16, by.role().name());
              statement.setString(17, by.profession() == null ? null : by.profession().name());
              statement.setString(18, by.organisation());
              statement.setBoolean(19, by.onBehalf());
              statement.setString(20, by.origin().name());
              statement.setString(21, by.controller().name());
              statement.setString(22, by.basis().name());
              statement.setObject(23, patient);
              statement.setString(24, content.kind().content().name());
              statement.setObject(25, time(from));
              statement.setObject(26, time(until));
            })
        > 0;
  }

  /** Reads {@link #COLUMNS}. */
  static ClinicalEvent read(ResultSet row) throws SQLException {
    String system = row.getString(10);
    String profession = row.getString(17);
    EventContent content =
        new EventContent(
            EventKinds.standard().kind(row.getString(3)),
            EventStatus.valueOf(row.getString(4)),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            details(row.getArray(8), row.getArray(9)),
            system == null
                ? null
                : new EventCode(EventCode.Scheme.valueOf(system), row.getString(11)),
            row.getTimestamp(12).toInstant(),
            JdbcTimes.instant(row, 13));
    Provenance by =
        new Provenance(
            row.getObject(15, UUID.class),
            Role.valueOf(row.getString(16)),
            profession == null ? null : Profession.valueOf(profession),
            row.getString(18),
            row.getBoolean(19),
            Provenance.Origin.valueOf(row.getString(20)),
            Provenance.Controller.valueOf(row.getString(21)),
            Provenance.LegalBasis.valueOf(row.getString(22)));
    return new ClinicalEvent(
        row.getObject(1, UUID.class), row.getInt(2), content, by, row.getTimestamp(14).toInstant());
  }

  private static Map<String, String> details(Array names, Array values) throws SQLException {
    Object[] name = (Object[]) names.getArray();
    Object[] value = (Object[]) values.getArray();
    Map<String, String> details = new HashMap<>();
    for (int i = 0; i < name.length; i++) {
      details.put(name[i].toString(), value[i].toString());
    }
    return details;
  }

  private static Array texts(Connection connection, Object[] texts) throws SQLException {
    return connection.createArrayOf("text", texts);
  }

  private static OffsetDateTime time(Instant at) {
    // The driver's word for infinity.
    return at.equals(Instant.MAX) ? OffsetDateTime.MAX : at.atOffset(ZoneOffset.UTC);
  }
}
