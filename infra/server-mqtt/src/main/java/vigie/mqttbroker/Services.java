package vigie.mqttbroker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** The programs of this system that sign in, with their secrets. */
public final class Services {

  private final Map<String, String> secrets;

  /** Takes each service's secret by its name. */
  public Services(Map<String, String> secrets) {
    this.secrets = Map.copyOf(secrets);
  }

  /** Says whether a name is a service's. */
  public boolean knows(String name) {
    return secrets.containsKey(name);
  }

  /** Says whether this is the service's secret, in constant time. */
  public boolean accepts(String name, String secret) {
    String expected = secrets.get(name);
    return expected != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
