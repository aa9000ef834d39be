package vigie.mqttbroker;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.authority.DeviceCertificate;
import vigie.reading.DeviceId;

/**
 * Decides who a client is, and which client id it may bring: whoever brings another's client id
 * takes over that one's session and the messages waiting in it.
 */
public final class SignIn {

  private static final String SERVICE_PREFIX = "vigie-";
  private static final String PERSON_PREFIX = "person-";
  private static final Pattern TOKEN = Pattern.compile("eyJ[^.]*\\.[^.]*\\.[^.]*");

  private final Services services;
  private final Devices devices;
  private final People people;

  /** Asks these three. */
  public SignIn(Services services, Devices devices, People people) {
    this.services = services;
    this.devices = devices;
    this.people = people;
  }

  /**
   * Says whether this is shaped as a token. Then it is a good one or nobody signs in: no device's
   * secret looks so.
   */
  public static boolean isToken(@Nullable String secret) {
    return secret != null && TOKEN.matcher(secret).matches();
  }

  /**
   * Decides about a person's name and token.
   *
   * @param name the user name, null when not sent; must be the person's id
   * @param token the password
   * @param now when it asks
   * @return who it is and until when; empty when it is refused
   */
  public Optional<People.Proof> person(@Nullable String name, String token, Instant now) {
    return people.proof(token, now).filter(proof -> proof.person().toString().equals(name));
  }

  /**
   * Decides about name and secret.
   *
   * @param name the user name, null when not sent
   * @param secret the password, null when not sent
   * @param now when it asks
   * @return the client; empty when it is refused
   */
  public Optional<Client> attempt(@Nullable String name, @Nullable String secret, Instant now) {
    if (name == null || secret == null) {
      return Optional.empty();
    }
    if (services.knows(name)) {
      return services.accepts(name, secret)
          ? Optional.of(new Client.Service(name))
          : Optional.empty();
    }
    if (isToken(secret)) {
      return person(name, secret, now).map(proof -> new Client.Person(proof.person()));
    }
    return device(name).filter(id -> devices.accepts(id, secret, now)).map(Client.Device::new);
  }

  /**
   * Decides about a certificate of our authority, whose signature has been checked. Who shows one
   * is that device or nobody; a secret sent beside it is not looked at.
   *
   * @param name the user name, null when not sent; must be the device's
   * @param certificate what was shown
   * @return the client; empty when it is refused
   */
  public Optional<Client> attempt(@Nullable String name, DeviceCertificate certificate) {
    String own = certificate.device();
    if (!own.equals(name) || services.knows(own)) {
      return Optional.empty();
    }
    return device(own)
        .filter(id -> devices.acceptsCertificate(id, certificate.issuedAt()))
        .map(Client.Device::new);
  }

  /**
   * Decides about the last will, which the broker publishes in the client's name.
   *
   * @param name the user name as claimed, null when not sent
   * @param topic the will's topic
   */
  public boolean mayLeave(@Nullable String name, String topic) {
    return name != null
        && client(name)
            .filter(client -> TopicAccess.refusalToPublish(client, topic).isEmpty())
            .isPresent();
  }

  /**
   * Decides about a person's client id: empty, or {@code person-} and their own id and whatever
   * tells one application from another.
   */
  public static boolean personMayBear(UUID person, String clientId) {
    return clientId.isEmpty() || clientId.startsWith(PERSON_PREFIX + person);
  }

  /**
   * Decides about the client id of a service or a device. A service's begins with the service's
   * name; a device brings its own name, or one that is nobody else's.
   *
   * @param name the user name as claimed, null when not sent
   * @param clientId the client id, empty when the broker shall make one
   */
  public boolean mayBear(@Nullable String name, String clientId) {
    if (name != null && services.knows(name)) {
      return clientId.startsWith(name);
    }
    if (clientId.startsWith(PERSON_PREFIX)) {
      return false;
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
    if (name.startsWith(Client.Person.PREFIX)) {
      return person(name.substring(Client.Person.PREFIX.length()));
    }
    return device(name).filter(devices::knows).map(Client.Device::new);
  }

  private static Optional<Client> person(String id) {
    try {
      return Optional.of(new Client.Person(UUID.fromString(id)));
    } catch (IllegalArgumentException noPerson) {
      return Optional.empty();
    }
  }

  private static Optional<DeviceId> device(String name) {
    try {
      return Optional.of(new DeviceId(name));
    } catch (IllegalArgumentException noDeviceId) {
      return Optional.empty();
    }
  }
}
