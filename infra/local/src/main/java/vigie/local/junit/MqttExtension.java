package vigie.local.junit;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.MqttServer;

/**
 * Lends one real MQTT broker to all test classes of the JVM. Services sign in with {@link
 * #gatewayUser} and its secret. Devices sign in when their binding stands in the topic of bindings
 * of the broker that {@link KafkaExtension} lends; making that topic and writing to it is the
 * tests' own affair; and so it is to copy the public keys of people's tokens to {@link
 * #peopleKeys}.
 */
public final class MqttExtension implements BeforeAllCallback {

  private static final String PEOPLE_KEYS = "people-keys.json";

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

  /** The notifier's user name. */
  public String notifyUser() {
    return MqttServer.NOTIFY;
  }

  /** The notifier's secret. */
  public String notifySecret() {
    return server().secret(MqttServer.NOTIFY);
  }

  /** Where the broker looks for the public keys of people's tokens. */
  public Path peopleKeys() {
    return server().authority().resolveSibling(PEOPLE_KEYS);
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
            Map.of(
                // Tests send as fast as they can; the pace has a test of its own.
                MqttServer.PACE_VARIABLE,
                "100000",
                MqttServer.PEOPLE_KEYS_VARIABLE,
                stack.secrets().file().resolveSibling(PEOPLE_KEYS).toString()));
    stack.start(mqtt.process());
    return mqtt;
  }
}
