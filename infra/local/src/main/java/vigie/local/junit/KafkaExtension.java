package vigie.local.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.KafkaServer;

/** Lends one real Kafka broker to all test classes of the JVM. Topics are the tests' own affair. */
public final class KafkaExtension implements BeforeAllCallback {

  private @Nullable KafkaServer server;

  /** For a static field with {@code @RegisterExtension}. */
  public KafkaExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    server = TestStack.shared(context, KafkaServer.class, type -> started(context));
  }

  /** The address for clients: {@code host:port}. */
  public String bootstrapServers() {
    return server().bootstrapServers();
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
