package vigie.api.rule;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vigie.Topics;
import vigie.alert.Rule;
import vigie.api.outbox.JdbcOutbox;
import vigie.api.outbox.KafkaRelay;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;

/**
 * The rules in the store, every version kept; the newest of each is in force. A change and its
 * record for the stream are one transaction, and changes follow one another.
 */
@Singleton
public final class JdbcRules {
  private static final String NEWEST =
      "SELECT DISTINCT ON (rule_id) record FROM rule_version ORDER BY rule_id, version DESC";

  private final JdbcDatabase database;
  private final KafkaRelay relay;
  private final Clock clock;

  /** A change under way: nobody else changes rules meanwhile. */
  @FunctionalInterface
  public interface Change {
    /**
     * The version to put in force.
     *
     * @param inForce the rules as they stand
     * @param now its time
     */
    Rule of(List<Rule> inForce, Instant now);
  }

  /** Wired by the program. */
  public JdbcRules(JdbcDatabase database, KafkaRelay relay, Clock clock) {
    this.database = database;
    this.relay = relay;
    this.clock = clock;
  }

  /** The rules in force, those that are off among them, by their ids. */
  public List<Rule> inForce() {
    return database.inTransaction(JdbcRules::inForce);
  }

  /** The rule in force, or empty when there is none of this id. */
  public Optional<Rule> find(String id) {
    return versions(id).stream().findFirst();
  }

  /** All versions of a rule, the newest first; none when there is no such rule. */
  public List<Rule> versions(String id) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                connection,
                "SELECT record FROM rule_version WHERE rule_id = ? ORDER BY version DESC",
                statement -> statement.setString(1, id),
                row -> Codecs.RULE.decode(row.getBytes(1))));
  }

  /** Makes a change; what it throws undoes it. */
  public Rule change(Change change) {
    Rule changed =
        database.inTransaction(
            connection -> {
              lock(connection);
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              Rule rule = change.of(inForce(connection), now);
              store(connection, rule);
              publish(connection, rule);
              return rule;
            });
    relay.wake();
    return changed;
  }

  /** Stores those default rules that are new, or newer than the ones known; never over a change. */
  public void addNewDefaults(Collection<Rule> defaults) {
    database.inTransaction(
        connection -> {
          lock(connection);
          Map<String, Rule> known = byId(inForce(connection));
          int added = 0;
          for (Rule rule : defaults) {
            Rule news = news(rule, known.get(rule.id()));
            if (news != null) {
              store(connection, news);
              added++;
            }
          }
          return added;
        });
  }

  /**
   * Publishes what the topic lacks, and stores what only the topic has, as after a store was set
   * back to an older day.
   *
   * @param topic the rules there, by their ids
   * @return how many are published
   */
  int bringTogether(Map<String, Rule> topic) {
    int published =
        database.inTransaction(
            connection -> {
              lock(connection);
              Map<String, Rule> known = byId(inForce(connection));
              for (Rule rule : topic.values()) {
                Rule news = news(rule, known.get(rule.id()));
                if (news != null) {
                  store(connection, news);
                  known.put(news.id(), news);
                }
              }
              int missing = 0;
              for (Rule rule : known.values()) {
                if (!rule.equals(topic.get(rule.id()))) {
                  publish(connection, rule);
                  missing++;
                }
              }
              return missing;
            });
    relay.wake();
    return published;
  }

  /** What to store of a rule beside the one known; null for nothing. */
  private static @Nullable Rule news(Rule rule, @Nullable Rule known) {
    if (known == null) {
      return rule;
    }
    if (!rule.replaces(known)) {
      return null;
    }
    if (rule.version() > known.version()) {
      return rule;
    }
    return rule.isDefault() == known.isDefault()
        ? null
        : rule.as(known.version() + 1, rule.offUntil(), rule.author(), rule.setAt(), rule.reason());
  }

  private static void lock(Connection connection) throws SQLException {
    JdbcDatabase.update(
        connection,
        "LOCK TABLE rule_version IN SHARE ROW EXCLUSIVE MODE",
        JdbcDatabase.Parameters.NONE);
  }

  private static List<Rule> inForce(Connection connection) throws SQLException {
    return JdbcDatabase.query(
        connection,
        NEWEST,
        JdbcDatabase.Parameters.NONE,
        row -> Codecs.RULE.decode(row.getBytes(1)));
  }

  private static Map<String, Rule> byId(List<Rule> rules) {
    Map<String, Rule> byId = new HashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return byId;
  }

  private static void store(Connection connection, Rule rule) throws SQLException {
    JdbcDatabase.update(
        connection,
        "INSERT INTO rule_version (rule_id, version, author, set_at, reason, record)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        statement -> {
          statement.setString(1, rule.id());
          statement.setInt(2, rule.version());
          statement.setString(3, rule.author());
          statement.setObject(4, rule.setAt().atOffset(ZoneOffset.UTC));
          statement.setString(5, rule.reason());
          statement.setBytes(6, Codecs.RULE.encode(rule));
        });
  }

  private static void publish(Connection connection, Rule rule) throws SQLException {
    JdbcOutbox.add(connection, Topics.RULE, rule.id(), Codecs.RULE.encode(rule));
  }
}
