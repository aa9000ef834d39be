package vigie.jobs.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.UserCodeClassLoader;
import vigie.key.KafkaPatientKeys;
import vigie.key.MasterKey;

/**
 * The tables of patients' keys of this JVM, one for each Kafka: a table per task would read and
 * hold the same keys many times. With the jobs on the cluster's class path a table lives as long as
 * the TaskManager, over restarts of the jobs; with classes of the job's own, until Flink lets go of
 * these.
 */
final class KafkaKeyTables {
  private static final Map<KafkaAccess, KafkaPatientKeys> TABLES = new HashMap<>();

  private KafkaKeyTables() {}

  /**
   * The table, begun when it is the first to ask.
   *
   * @throws IllegalArgumentException when the file with the master key cannot be used
   */
  static KafkaPatientKeys open(KafkaAccess kafka, UserCodeClassLoader user) {
    if (KafkaKeyTables.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      user.registerReleaseHookIfAbsent("patient-keys", KafkaKeyTables::closeAll);
    }
    synchronized (TABLES) {
      return TABLES.computeIfAbsent(kafka, KafkaKeyTables::begin);
    }
  }

  private static KafkaPatientKeys begin(KafkaAccess kafka) {
    MasterKey master = MasterKey.read(Path.of(kafka.patientKeysFile()));
    return new KafkaPatientKeys(kafka.bootstrapServers(), "vigie-jobs-keys", master).start();
  }

  private static void closeAll() {
    synchronized (TABLES) {
      TABLES.values().forEach(KafkaPatientKeys::close);
      TABLES.clear();
    }
  }
}
