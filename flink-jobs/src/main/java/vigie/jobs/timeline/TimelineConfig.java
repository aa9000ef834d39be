package vigie.jobs.timeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import vigie.jobs.kafka.KafkaAccess;
import vigie.key.MasterKey;
import vigie.transport.ClosedTransport;

/**
 * TimelineJob's settings, checked when made. Each comes as program argument {@code --NAME VALUE} or
 * from the environment.
 *
 * @param bootstrapServers of Kafka, VIGIE_KAFKA_BOOTSTRAP_SERVERS
 * @param patientKeysFile with what patients' keys are wrapped, VIGIE_PATIENT_KEYS_FILE
 * @param databaseUrl address for JDBC, VIGIE_DB_URL
 * @param databaseUser VIGIE_DB_USER; a role that may not read who people are (C-17)
 * @param databasePassword VIGIE_DB_PASSWORD
 */
public record TimelineConfig(
    String bootstrapServers,
    String patientKeysFile,
    String databaseUrl,
    String databaseUser,
    String databasePassword) {
  private static final int KAFKA_PORT = 9092;
  private static final int DATABASE_PORT = 5442;
  private static final int OFFSET_MAX = 50_000;

  /** Checks what every setting must be. */
  public TimelineConfig {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "VIGIE_KAFKA_BOOTSTRAP_SERVERS is empty: give host:port of a Kafka broker");
    }
    if (!databaseUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "VIGIE_DB_URL must start with jdbc:postgresql:, was '" + databaseUrl + "'");
    }
    if (databasePassword.isEmpty()) {
      throw new IllegalArgumentException(
          "VIGIE_DB_PASSWORD is not set: give the password of the database role " + databaseUser);
    }
  }

  /**
   * Reads the settings; arguments win over the environment.
   *
   * @throws IllegalArgumentException naming the setting that is wrong, or that leaves a way open
   *     where real patients are served, and the remedy
   */
  public static TimelineConfig of(String[] arguments, Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(environment);
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--VIGIE_") || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "arguments must be pairs --VIGIE_NAME VALUE, but there is '" + arguments[i] + "'");
      }
      settings.put(arguments[i].substring(2), arguments[i + 1]);
    }
    int offset = portOffset(settings.getOrDefault("VIGIE_PORT_OFFSET", "0"));
    TimelineConfig config = read(settings, offset);
    if (ClosedTransport.production(settings)) {
      for (String fault :
          Arrays.asList(
              ClosedTransport.inClear("VIGIE_KAFKA_BOOTSTRAP_SERVERS", config.bootstrapServers()),
              ClosedTransport.database(config.databaseUrl()))) {
        if (fault != null) {
          throw new IllegalArgumentException("VIGIE_MODE=production does not start: " + fault);
        }
      }
    }
    return config;
  }

  private static TimelineConfig read(Map<String, String> settings, int offset) {
    return new TimelineConfig(
        settings.getOrDefault(
            "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + (KAFKA_PORT + offset)),
        settings.getOrDefault(MasterKey.SETTING, ".vigie/patient-keys"),
        settings.getOrDefault(
            "VIGIE_DB_URL", "jdbc:postgresql://127.0.0.1:" + (DATABASE_PORT + offset) + "/vigie"),
        settings.getOrDefault("VIGIE_DB_USER", "vigie_measures"),
        settings.getOrDefault("VIGIE_DB_PASSWORD", ""));
  }

  private static int portOffset(String text) {
    try {
      int offset = Integer.parseInt(text);
      if (offset >= 0 && offset <= OFFSET_MAX) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "VIGIE_PORT_OFFSET must be a number from 0 to " + OFFSET_MAX + ", was '" + text + "'");
  }

  /** Where Kafka is, and with what patients' keys are wrapped. */
  KafkaAccess kafka() {
    return new KafkaAccess(bootstrapServers, patientKeysFile);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TimelineConfig[" + bootstrapServers + ", " + databaseUrl + ", " + databaseUser + "]";
  }
}
