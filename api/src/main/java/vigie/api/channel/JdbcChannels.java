package vigie.api.channel;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.alert.PersonTopics;
import vigie.api.channel.ChannelCode.Answer;
import vigie.api.notify.WebhookSecrets;
import vigie.api.store.JdbcDatabase;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/**
 * Addresses, codes and proofs in the store. Whatever changes one person's takes that person's row
 * first, so that no code proves an address that it was not sent to, and no guess goes uncounted.
 */
@Singleton
final class JdbcChannels {
  private static final String OPEN_CODE =
      "SELECT hash, sent_at, failed FROM people.channel_code"
          + " WHERE person_id = ? AND channel = ? AND ended IS NULL";

  private final JdbcDatabase database;
  private final WebhookSecrets secrets;

  JdbcChannels(JdbcDatabase database, WebhookSecrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /**
   * A way to a person.
   *
   * @param verifiedAt null while it is not proven
   * @param codeUntil how long a code that was sent is good; null for none
   * @param place where a webhook is; null for the others, and where it was not asked
   */
  record Way(
      Channel channel,
      String address,
      @Nullable Instant verifiedAt,
      @Nullable Instant codeUntil,
      @Nullable Destination place) {}

  private record Addresses(
      @Nullable String mail,
      @Nullable String url,
      @Nullable String secret,
      @Nullable Destination place,
      @Nullable String topic) {
    @Nullable String of(Channel channel) {
      return switch (channel) {
        case MAIL -> mail;
        case WEBHOOK -> url;
        case MQTT -> topic;
        case NONE, SSE -> null;
      };
    }
  }

  /**
   * The ways to a person that have an address.
   *
   * @throws Refusal when there is no such person
   */
  List<Way> ways(UUID person) {
    return database.inTransaction(
        connection -> {
          Addresses addresses = lock(connection, person);
          List<Way> ways = new ArrayList<>();
          for (Channel channel : Channel.values()) {
            String address = addresses.of(channel);
            if (address != null) {
              ChannelCode code = code(connection, person, channel);
              ways.add(
                  new Way(
                      channel,
                      address,
                      verifiedAt(connection, person, channel),
                      code == null ? null : code.until(),
                      channel == Channel.WEBHOOK ? addresses.place() : null));
            }
          }
          return ways;
        });
  }

  /**
   * Sets an address; another one than before is not proven.
   *
   * @param address over MQTT the person's own topic
   * @param secret of a webhook; null otherwise
   * @param place where a webhook is; null otherwise
   * @throws Refusal when there is no such person
   */
  void setAddress(
      UUID person,
      Channel channel,
      String address,
      @Nullable String secret,
      @Nullable Destination place,
      Instant now) {
    database.inTransaction(
        connection -> {
          Addresses before = lock(connection, person);
          if (address.equals(before.of(channel))
              && (channel != Channel.WEBHOOK
                  || (Objects.equals(secret, secrets.open(person, before.secret()))
                      && Objects.equals(place, before.place())))) {
            return 0;
          }
          endCodes(connection, person, channel, now);
          JdbcDatabase.update(
              connection,
              "DELETE FROM people.verified_channel WHERE person_id = ? AND channel = ?",
              statement -> {
                statement.setObject(1, person);
                statement.setString(2, channel.name());
              });
          return JdbcDatabase.update(
              connection,
              "UPDATE people.person SET email = ?, webhook_url = ?, webhook_secret = ?, mqtt = ?,"
                  + " webhook_region = ?, webhook_transfer_basis = ? WHERE person_id = ?",
              statement -> {
                boolean webhook = channel == Channel.WEBHOOK;
                statement.setString(1, channel == Channel.MAIL ? address : before.mail());
                statement.setString(2, webhook ? address : before.url());
                statement.setString(3, webhook ? secrets.seal(person, secret) : before.secret());
                statement.setBoolean(4, channel == Channel.MQTT || before.topic() != null);
                JdbcPlaces.set(statement, 5, webhook ? place : before.place());
                statement.setObject(7, person);
              });
        });
  }

  /**
   * Keeps a code that is about to be sent, in place of an earlier one.
   *
   * @throws Refusal when there is no such person or address, or too many codes were sent
   */
  void addCode(UUID id, UUID person, Channel channel, String hash, Instant now) {
    database.inTransaction(
        connection -> {
          if (lock(connection, person).of(channel) == null) {
            throw new Refusal(ProblemCode.CONFLICT, "no address is set for this channel");
          }
          long sent =
              JdbcDatabase.query(
                      connection,
                      "SELECT count(*) FROM people.channel_code"
                          + " WHERE person_id = ? AND sent_at > ?",
                      statement -> {
                        statement.setObject(1, person);
                        statement.setObject(
                            2, now.minus(ChannelCode.SENT_SPAN).atOffset(ZoneOffset.UTC));
                      },
                      row -> row.getLong(1))
                  .get(0);
          if (sent >= ChannelCode.SENT_MAX) {
            throw new Refusal(
                ProblemCode.TOO_MANY_REQUESTS,
                "this person was sent " + sent + " codes within an hour: wait, then try again");
          }
          endCodes(connection, person, channel, now);
          JdbcDatabase.update(
              connection,
              "DELETE FROM people.channel_code WHERE person_id = ? AND sent_at < ?",
              statement -> {
                statement.setObject(1, person);
                statement.setObject(2, now.minusSeconds(86_400).atOffset(ZoneOffset.UTC));
              });
          return JdbcDatabase.update(
              connection,
              "INSERT INTO people.channel_code (channel_code_id, person_id, channel, hash, sent_at)"
                  + " VALUES (?, ?, ?, ?, ?)",
              statement -> {
                statement.setObject(1, id);
                statement.setObject(2, person);
                statement.setString(3, channel.name());
                statement.setString(4, hash);
                statement.setObject(5, now.atOffset(ZoneOffset.UTC));
              });
        });
  }

  /**
   * Decides a code that was typed, and keeps what follows: the proof, or one more failure.
   *
   * @throws Refusal when there is no such person
   */
  Answer typed(UUID person, Channel channel, String typed, Instant now, UUID by) {
    return database.inTransaction(
        connection -> {
          lock(connection, person);
          ChannelCode code = code(connection, person, channel);
          if (code == null) {
            return Answer.NONE;
          }
          Answer answer = code.typed(typed, now);
          if (answer == Answer.WRONG) {
            JdbcDatabase.update(
                connection,
                "UPDATE people.channel_code SET failed = failed + 1"
                    + " WHERE person_id = ? AND channel = ? AND ended IS NULL",
                statement -> {
                  statement.setObject(1, person);
                  statement.setString(2, channel.name());
                });
          } else if (answer == Answer.VERIFIED) {
            endCodes(connection, person, channel, now);
            JdbcDatabase.update(
                connection,
                "INSERT INTO people.verified_channel (person_id, channel, verified_at, verified_by)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT (person_id, channel) DO UPDATE"
                    + " SET verified_at = excluded.verified_at, verified_by = excluded.verified_by",
                statement -> {
                  statement.setObject(1, person);
                  statement.setString(2, channel.name());
                  statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                  statement.setObject(4, by);
                });
          }
          return answer;
        });
  }

  private static Addresses lock(Connection connection, UUID person) throws SQLException {
    return JdbcDatabase.query(
            connection,
            "SELECT email, webhook_url, webhook_secret, mqtt, webhook_region,"
                + " webhook_transfer_basis FROM people.person WHERE person_id = ? FOR UPDATE",
            statement -> statement.setObject(1, person),
            row ->
                new Addresses(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    JdbcPlaces.read(row, 5),
                    row.getBoolean(4) ? PersonTopics.alerts(person) : null))
        .stream()
        .findFirst()
        .orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "there is no such person"));
  }

  private static @Nullable ChannelCode code(Connection connection, UUID person, Channel channel)
      throws SQLException {
    List<ChannelCode> open =
        JdbcDatabase.query(
            connection,
            OPEN_CODE,
            statement -> {
              statement.setObject(1, person);
              statement.setString(2, channel.name());
            },
            row ->
                new ChannelCode(row.getString(1), row.getTimestamp(2).toInstant(), row.getInt(3)));
    return open.isEmpty() ? null : open.get(0);
  }

  private static @Nullable Instant verifiedAt(Connection connection, UUID person, Channel channel)
      throws SQLException {
    List<Instant> at =
        JdbcDatabase.query(
            connection,
            "SELECT verified_at FROM people.verified_channel WHERE person_id = ? AND channel = ?",
            statement -> {
              statement.setObject(1, person);
              statement.setString(2, channel.name());
            },
            row -> row.getTimestamp(1).toInstant());
    return at.isEmpty() ? null : at.get(0);
  }

  private static void endCodes(Connection connection, UUID person, Channel channel, Instant now)
      throws SQLException {
    JdbcDatabase.update(
        connection,
        "UPDATE people.channel_code SET ended = ?"
            + " WHERE person_id = ? AND channel = ? AND ended IS NULL",
        statement -> {
          statement.setObject(1, now.atOffset(ZoneOffset.UTC));
          statement.setObject(2, person);
          statement.setString(3, channel.name());
        });
  }
}
