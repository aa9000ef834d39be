package vigie.local.junit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.KafkaServer;
import vigie.local.PatientKeysFile;

/** Lends one real Kafka broker to all test classes of the JVM. Topics are the tests' own affair. */
public final class KafkaExtension implements BeforeAllCallback {

  private @Nullable KafkaServer server;
  private @Nullable Path patientKeysFile;

  /** For a static field with {@code @RegisterExtension}. */
  public KafkaExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    patientKeysFile =
        PatientKeysFile.ensure(TestStack.of(context).dataDir("keys").resolve("patient-keys"));
    server = TestStack.shared(context, KafkaServer.class, type -> started(context));
  }

  /** The address for clients: {@code host:port}. */
  public String bootstrapServers() {
    return server().bootstrapServers();
  }

  /** What patients' keys on this broker are wrapped with: one for all test classes of the JVM. */
  public Path patientKeysFile() {
    Path file = patientKeysFile;
    if (file == null) {
      throw new IllegalStateException("register KafkaExtension as a static field");
    }
    return file;
  }

  /** The broker, for tests that kill or pause it; they must leave it running. */
  public KafkaServer server() {
    KafkaServer started = server;
    if (started == null) {
      throw new IllegalStateException("register KafkaExtension as a static field");
    }
    return started;
  }

  private static KafkaServer started(ExtensionContext context) {
    TestStack stack = TestStack.of(context);
    KafkaServer kafka =
        new KafkaServer(stack.ports(), stack.dataDir("kafka"), stack.logFile("kafka"));
    stack.start(kafka.process());
    return kafka;
  }
}
