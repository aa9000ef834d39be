package vigie.mqttbroker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vigie.reading.DeviceId;

/**
 * Decides who a client is, and which client id it may bring: whoever brings another's client id
 * takes over that one's session and the messages waiting in it.
 */
public final class SignIn {

  private static final String SERVICE_PREFIX = "vigie-";

  private final Services services;
  private final Devices devices;

  /** Asks these two. */
  public SignIn(Services services, Devices devices) {
    this.services = services;
    this.devices = devices;
  }

  /**
   * Decides about name and secret.
   *
   * @param name the user name, null when not sent
   * @param secret the password, null when not sent
   * @return the client; empty when it is refused
   */
  public Optional<Client> attempt(@Nullable String name, @Nullable String secret) {
    if (name == null || secret == null) {
      return Optional.empty();
    }
    if (services.knows(name)) {
      return services.accepts(name, secret)
          ? Optional.of(new Client.Service(name))
          : Optional.empty();
    }
    return device(name).filter(id -> devices.accepts(id, secret)).map(Client.Device::new);
  }

  /**
   * Decides about the client id. A service's begins with the service's name; a device brings its
   * own name, or one that is nobody else's.
   *
   * @param name the user name as claimed, null when not sent
   * @param clientId the client id, empty when the broker shall make one
   */
  public boolean mayBear(@Nullable String name, String clientId) {
    if (name != null && services.knows(name)) {
      return clientId.startsWith(name);
    }
    if (clientId.equals(name)) {
      return true;
    }
    return !clientId.startsWith(SERVICE_PREFIX)
        && device(clientId).filter(devices::knows).isEmpty();
  }

  /** Who a signed-in name is; empty when it is nobody any more. */
  public Optional<Client> client(String name) {
    if (services.knows(name)) {
      return Optional.of(new Client.Service(name));
    }
    return device(name).filter(devices::knows).map(Client.Device::new);
  }

  private static Optional<DeviceId> device(String name) {
    try {
      return Optional.of(new DeviceId(name));
    } catch (IllegalArgumentException noDeviceId) {
      return Optional.empty();
    }
  }
}
