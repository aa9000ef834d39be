package vigie.jobs.alert;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.engine.Escalation;
import vigie.jobs.kafka.KafkaAccess;
import vigie.key.MasterKey;
import vigie.transport.ClosedTransport;

/**
 * The settings of the alert job, checked when made.
 *
 * @param kafka where Kafka is, and with what patients' keys are wrapped
 * @param escalation when nobody acknowledges
 */
public record AlertJobConfig(KafkaAccess kafka, Escalation escalation) {
  static final String BOOTSTRAP_SERVERS = "VIGIE_KAFKA_BOOTSTRAP_SERVERS";
  static final String PORT_OFFSET = "VIGIE_PORT_OFFSET";
  static final String ESCALATION_CRITICAL = "VIGIE_ESCALATION_CRITICAL";
  static final String ESCALATION_HIGH = "VIGIE_ESCALATION_HIGH";

  private static final int KAFKA_PORT = 9092;

  /**
   * Settings by their names; what is absent has its default.
   *
   * @throws IllegalArgumentException naming the setting that is wrong, or that leaves a way open
   *     where real patients are served
   */
  static AlertJobConfig of(Map<String, String> settings) {
    String kafka =
        settings.getOrDefault(BOOTSTRAP_SERVERS, "127.0.0.1:" + (KAFKA_PORT + offset(settings)));
    String fault = ClosedTransport.inClear(BOOTSTRAP_SERVERS, kafka);
    if (fault != null && ClosedTransport.production(settings)) {
      throw new IllegalArgumentException("VIGIE_MODE=production does not start: " + fault);
    }
    return new AlertJobConfig(
        new KafkaAccess(kafka, settings.getOrDefault(MasterKey.SETTING, ".vigie/patient-keys")),
        new Escalation(
            duration(settings, ESCALATION_CRITICAL, Duration.ofMinutes(5)),
            duration(settings, ESCALATION_HIGH, Duration.ofMinutes(60))));
  }

  /** Program arguments {@code --NAME VALUE} over the environment. */
  static AlertJobConfig of(List<String> arguments, Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(environment);
    if (arguments.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "arguments must be pairs of --NAME VALUE; the last one has no value");
    }
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!name.startsWith("--VIGIE_")) {
        throw new IllegalArgumentException(
            "argument must be --VIGIE_... as in the environment, was '" + name + "'");
      }
      settings.put(name.substring(2), arguments.get(i + 1));
    }
    return of(settings);
  }

  private static int offset(Map<String, String> settings) {
    String text = settings.getOrDefault(PORT_OFFSET, "0");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          PORT_OFFSET + " must be a whole number such as 1000, was '" + text + "'", e);
    }
  }

  private static Duration duration(Map<String, String> settings, String name, Duration otherwise) {
    String text = settings.get(name);
    if (text == null) {
      return otherwise;
    }
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " must be an ISO-8601 duration such as PT5M, was '" + text + "'", e);
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be longer than zero, was '" + text + "'");
    }
    return duration;
  }
}
