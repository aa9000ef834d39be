package vigie.cli.stack;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The names of a stack's parts, as in messages, logs and {@code status}. */
public final class StackParts {

  /** TimescaleDB. */
  public static final String DATABASE = "timescaledb";

  /** The Kafka broker. */
  public static final String KAFKA = "kafka";

  /** The MQTT broker. */
  public static final String MQTT = "mqtt";

  /** Flink's JobManager. */
  public static final String JOB_MANAGER = "jobmanager";

  /** Flink's TaskManager. */
  public static final String TASK_MANAGER = "taskmanager";

  /** The gateway. */
  public static final String GATEWAY = "gateway";

  /** The API. */
  public static final String API = "api";

  /** All parts, in the order in which a reading meets them. */
  public static final List<String> ALL =
      List.of(MQTT, GATEWAY, KAFKA, JOB_MANAGER, TASK_MANAGER, DATABASE, API);

  /** The names, for the help of the commands. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.iterator();
    }
  }

  private StackParts() {}

  static Set<String> checked(Set<String> parts) {
    for (String part : parts) {
      if (!ALL.contains(part)) {
        throw new IllegalArgumentException("a stack has no part " + part + "; it has " + ALL);
      }
    }
    return Set.copyOf(parts);
  }
}
