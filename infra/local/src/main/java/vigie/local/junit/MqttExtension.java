package vigie.local.junit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.MqttServer;

/**
 * Lends one real MQTT broker to all test classes of the JVM. Services sign in with {@link
 * #gatewayUser} and its secret. Devices sign in when their binding stands in the topic of bindings
 * of the broker that {@link KafkaExtension} lends; making that topic and writing to it is the
 * tests' own affair.
 */
public final class MqttExtension implements BeforeAllCallback {

  private @Nullable MqttServer server;

  /** For a static field with {@code @RegisterExtension}. */
  public MqttExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    server = TestStack.shared(context, MqttServer.class, type -> started(context));
  }

  /** The address for clients: {@code tcp://host:port}. */
  public String url() {
    return server().url();
  }

  /** The address under TLS: {@code ssl://host:port}. */
  public String tlsUrl() {
    return server().tlsUrl();
  }

  /** The gateway's user name. */
  public String gatewayUser() {
    return MqttServer.GATEWAY;
  }

  /** The gateway's secret. */
  public String gatewaySecret() {
    return server().secret(MqttServer.GATEWAY);
  }

  /** The broker, for tests that kill or pause it; they must leave it running. */
  public MqttServer server() {
    MqttServer started = server;
    if (started == null) {
      throw new IllegalStateException("register MqttExtension as a static field");
    }
    return started;
  }

  private static MqttServer started(ExtensionContext context) {
    TestStack stack = TestStack.of(context);
    MqttServer mqtt =
        new MqttServer(
            stack.ports(),
            stack.dataDir("mqtt"),
            stack.logFile("mqtt"),
            stack.secrets(),
            // Tests send as fast as they can; the pace has a test of its own.
            Map.of(MqttServer.PACE_VARIABLE, "100000"));
    stack.start(mqtt.process());
    return mqtt;
  }
}
