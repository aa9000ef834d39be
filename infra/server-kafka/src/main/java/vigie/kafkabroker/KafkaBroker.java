package vigie.kafkabroker;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Starts one KRaft broker from a properties file, formatting its log directory first when it is
 * new. Formatting in the same process saves the second or more that a JVM of its own would take.
 */
public final class KafkaBroker {

  private KafkaBroker() {}

  /**
   * Runs the broker until the process is told to end.
   *
   * @param args the path of the broker's properties file, with exactly one entry in {@code
   *     log.dirs}
   * @throws IOException when the file cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected one argument: the broker's properties file");
    }
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
      settings.load(in);
    }
    String logDir = settings.getProperty("log.dirs");
    if (logDir == null) {
      throw new IllegalArgumentException("log.dirs is missing in " + args[0]);
    }
    if (!Files.exists(Path.of(logDir, "meta.properties"))) {
      String id = Uuid.randomUuid().toString();
      int code = StorageTool.execute(new String[] {"format", "-t", id, "-c", args[0]}, System.out);
      if (code != 0) {
        throw new IllegalStateException("formatting " + logDir + " ended with code " + code);
      }
    }
    Kafka.main(args);
  }
}
