package vigie.api.people;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Actor;
import vigie.api.access.OrganisationKind;
import vigie.api.access.Profession;
import vigie.api.access.Professional;
import vigie.api.access.Role;
import vigie.api.channel.JdbcPlaces;
import vigie.api.store.JdbcDatabase;

/** People in the store. */
@Singleton
public final class JdbcPeople {
  private static final String ACTOR =
      "person_id, role, professional_id, profession, organisation_kind, organisation,"
          + " profession_verified";

  private final JdbcDatabase database;

  /** What signing in needs; the hash is null when the person cannot sign in by a password. */
  public record Account(Actor actor, String username, @Nullable String passwordHash) {}

  /** Wired by the program. */
  public JdbcPeople(JdbcDatabase database) {
    this.database = database;
  }

  /** Everybody, as they stand in decisions. */
  public List<Actor> actors() {
    return database.query(
        "SELECT " + ACTOR + " FROM people.person", JdbcDatabase.Parameters.NONE, row -> actor(row));
  }

  /** The account of this name, or empty. */
  public Optional<Account> account(String username) {
    return account("username = ?", username);
  }

  /** The account of this person, or empty. */
  public Optional<Account> account(UUID person) {
    return account("person_id = ?", person);
  }

  /** The account of the professional with this national identifier, or empty. */
  public Optional<Account> accountOfProfessional(String identifier) {
    return account("professional_id = ?", identifier);
  }

  private Optional<Account> account(String condition, Object value) {
    return database
        .query(
            "SELECT " + ACTOR + ", username, password_hash FROM people.person WHERE " + condition,
            statement -> statement.setObject(1, value),
            row -> new Account(actor(row), row.getString(8), row.getString(9)))
        .stream()
        .findFirst();
  }

  /** The person of this id, or empty. */
  public Optional<Person> find(UUID id) {
    return database
        .query(
            "SELECT username, role, first_name, last_name, language, email, webhook_url,"
                + " webhook_secret, webhook_region, webhook_transfer_basis, birth_date, phone,"
                + " ins, ins_oid, professional_id, profession, organisation_kind, organisation,"
                + " profession_verified FROM people.person WHERE person_id = ?",
            statement -> statement.setObject(1, id),
            row ->
                new Person(
                    id,
                    row.getString(1),
                    Role.valueOf(row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8),
                    JdbcPlaces.read(row, 9),
                    identity(row, 11),
                    professional(row, 15)))
        .stream()
        .findFirst();
  }

  /** The data protection officers, by id. */
  public List<UUID> officers() {
    return database.query(
        "SELECT person_id FROM people.person WHERE role = 'DPO' ORDER BY 1",
        JdbcDatabase.Parameters.NONE,
        row -> row.getObject(1, UUID.class));
  }

  /** First and last names of those of these people who are health professionals (C-40). */
  public Map<UUID, String> namesOfProfessionals(Collection<UUID> some) {
    Map<UUID, String> names = new HashMap<>();
    database
        .query(
            "SELECT person_id, first_name || ' ' || last_name FROM people.person"
                + " WHERE person_id = ANY (?) AND role IN ('PHYSICIAN', 'PROFESSIONAL')",
            statement ->
                statement.setArray(
                    1, statement.getConnection().createArrayOf("uuid", some.toArray())),
            row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }

  /** Adds a person within a transaction; a taken username breaks it. */
  public static void add(
      Connection connection,
      Person person,
      @Nullable String passwordHash,
      Instant at,
      @Nullable UUID by)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO people.person (person_id, username, password_hash, role, first_name,"
            + " last_name, language, email, webhook_url, webhook_secret, created_at, created_by,"
            + " professional_id, profession, organisation_kind, organisation, birth_date,"
            + " webhook_region, webhook_transfer_basis, phone, ins, ins_oid,"
            + " profession_verified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?)",
        statement -> {
          statement.setObject(1, person.id());
          statement.setString(2, person.username());
          statement.setString(3, passwordHash);
          statement.setString(4, person.role().name());
          statement.setString(5, person.firstName());
          statement.setString(6, person.lastName());
          statement.setString(7, person.language());
          statement.setString(8, person.email());
          statement.setString(9, person.webhookUrl());
          statement.setString(10, person.webhookSecret());
          statement.setObject(11, at.atOffset(ZoneOffset.UTC));
          statement.setObject(12, by);
          Professional known = person.professional();
          statement.setString(13, known == null ? null : known.identifier());
          statement.setString(14, known == null ? null : known.profession().name());
          statement.setString(15, known == null ? null : known.organisationKind().name());
          statement.setString(16, known == null ? null : known.organisation());
          Identity identity = person.identity();
          statement.setObject(17, identity.birthDate());
          JdbcPlaces.set(statement, 18, person.webhookPlace());
          statement.setString(20, identity.phone());
          Ins ins = identity.ins();
          statement.setString(21, ins == null ? null : ins.matricule());
          statement.setString(22, ins == null ? null : ins.kind().oid());
          statement.setObject(23, known == null ? null : known.verified());
        });
  }

  /** Adds a person who is no patient. */
  public void add(Person person, @Nullable String passwordHash, Instant at, @Nullable UUID by) {
    database.inTransaction(
        connection -> {
          add(connection, person, passwordHash, at, by);
          return person;
        });
  }

  /** Changes a password. */
  public void setPassword(UUID person, String passwordHash) {
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                "UPDATE people.person SET password_hash = ? WHERE person_id = ?",
                statement -> {
                  statement.setString(1, passwordHash);
                  statement.setObject(2, person);
                }));
  }

  /** From four columns: birth date, phone, INS and its kind. */
  public static Identity identity(ResultSet row, int column) throws SQLException {
    String matricule = row.getString(column + 2);
    String oid = row.getString(column + 3);
    return new Identity(
        row.getObject(column, LocalDate.class),
        row.getString(column + 1),
        matricule == null || oid == null
            ? null
            : new Ins(matricule, Ins.Kind.of(oid).orElseThrow()));
  }

  private static Actor actor(ResultSet row) throws SQLException {
    return new Actor(
        row.getObject(1, UUID.class), Role.valueOf(row.getString(2)), professional(row, 3));
  }

  private static @Nullable Professional professional(ResultSet row, int column)
      throws SQLException {
    String profession = row.getString(column + 1);
    return profession == null
        ? null
        : new Professional(
            row.getString(column),
            Profession.valueOf(profession),
            OrganisationKind.valueOf(row.getString(column + 2)),
            row.getString(column + 3),
            row.getObject(column + 4, LocalDate.class));
  }
}
