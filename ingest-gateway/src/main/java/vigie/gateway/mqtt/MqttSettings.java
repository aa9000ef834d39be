package vigie.gateway.mqtt;

import java.time.Duration;

/**
 * How to subscribe.
 *
 * @param url the broker, {@code tcp://host:port}
 * @param username whom to sign in as; empty for nobody
 * @param password its password; empty for none
 * @param filter the topics, usually a shared subscription
 * @param receiveMaximum most messages that may have arrived without being acknowledged; this is the
 *     back-pressure and bounds the memory
 * @param keepAlive how often the broker must hear from us
 * @param sessionExpiry how long the broker keeps the session, and the messages in it, without us
 * @param silence after this long without a message the connection is made anew, because a broker
 *     may hold messages back that it gives out only to whoever connects
 * @param connectTimeout the longest wait for each answer while connecting
 * @param drainTimeout the longest wait for what is in flight when stopping
 */
public record MqttSettings(
    String url,
    String username,
    String password,
    String filter,
    int receiveMaximum,
    Duration keepAlive,
    Duration sessionExpiry,
    Duration silence,
    Duration connectTimeout,
    Duration drainTimeout) {

  /** Names everything but the password. */
  @Override
  public String toString() {
    return url + " as '" + username + "' for " + filter;
  }
}
