package vigie.api.people;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Actor;
import vigie.api.access.Role;
import vigie.api.store.JdbcDatabase;

/** People in the store. */
@Singleton
public final class JdbcPeople {
  private final JdbcDatabase database;

  /** What signing in needs; the hash is null when the person cannot sign in. */
  public record Account(Actor actor, @Nullable String passwordHash) {}

  /** Wired by the program. */
  public JdbcPeople(JdbcDatabase database) {
    this.database = database;
  }

  /** Everybody's role, by id. */
  public Map<UUID, Role> roles() {
    Map<UUID, Role> roles = new HashMap<>();
    database
        .query(
            "SELECT person_id, role FROM people.person",
            JdbcDatabase.Parameters.NONE,
            row -> new Actor(row.getObject(1, UUID.class), Role.valueOf(row.getString(2))))
        .forEach(actor -> roles.put(actor.person(), actor.role()));
    return roles;
  }

  /** The account of this name, or empty. */
  public Optional<Account> account(String username) {
    return database
        .query(
            "SELECT person_id, role, password_hash FROM people.person WHERE username = ?",
            statement -> statement.setString(1, username),
            row ->
                new Account(
                    new Actor(row.getObject(1, UUID.class), Role.valueOf(row.getString(2))),
                    row.getString(3)))
        .stream()
        .findFirst();
  }

  /** The person of this id, or empty. */
  public Optional<Person> find(UUID id) {
    return database
        .query(
            "SELECT username, role, first_name, last_name, language, email, webhook_url, webhook_secret"
                + " FROM people.person WHERE person_id = ?",
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
                    row.getString(8)))
        .stream()
        .findFirst();
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
            + " last_name, language, email, webhook_url, webhook_secret, created_at, created_by)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
}
