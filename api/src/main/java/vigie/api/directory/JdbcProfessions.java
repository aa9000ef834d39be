package vigie.api.directory;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.access.Profession;
import vigie.api.store.JdbcDatabase;

/** Compares the professionals who are there with a directory that is newer than they are. */
@Singleton
public final class JdbcProfessions {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcProfessions.class);

  private final JdbcDatabase database;
  private final ProfessionCheck check;

  private record Known(
      UUID person,
      String number,
      Profession profession,
      String lastName,
      @Nullable LocalDate verified) {}

  /** Wired by the program. */
  public JdbcProfessions(JdbcDatabase database, ProfessionCheck check) {
    this.database = database;
    this.check = check;
  }

  /**
   * Asks about each, where there is a directory to ask. Who is not as it says keeps their access,
   * which is for people to end, stands as not verified, and is named in the log by id.
   */
  public void compare() {
    if (!check.asks()) {
      return;
    }
    for (Known known : known()) {
      LocalDate now = check.verified(known.number(), known.lastName(), known.profession());
      if (!Objects.equals(now, known.verified())) {
        set(known.person(), now);
      }
      if (now == null && known.profession() != Profession.OTHER) {
        LOG.warn(
            "professional {} is not in the national directory as in the store: compare number,"
                + " last name and profession",
            known.person());
      }
    }
  }

  private List<Known> known() {
    return database.query(
        "SELECT person_id, professional_id, profession, last_name, profession_verified"
            + " FROM people.person WHERE professional_id IS NOT NULL"
            + " AND profession IS NOT NULL ORDER BY 1",
        JdbcDatabase.Parameters.NONE,
        row ->
            new Known(
                row.getObject(1, UUID.class),
                row.getString(2),
                Profession.valueOf(row.getString(3)),
                row.getString(4),
                row.getObject(5, LocalDate.class)));
  }

  private void set(UUID person, @Nullable LocalDate verified) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE people.person SET profession_verified = ? WHERE person_id = ?",
                statement -> {
                  statement.setObject(1, verified);
                  statement.setObject(2, person);
                }));
  }
}
