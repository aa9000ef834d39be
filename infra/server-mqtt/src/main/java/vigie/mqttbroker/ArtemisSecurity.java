package vigie.mqttbroker;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import vigie.authority.DeviceCertificate;

/** Asks {@link SignIn} and {@link TopicAccess} on Artemis's behalf. */
final class ArtemisSecurity implements ActiveMQSecurityManager5 {

  private final SignIn signIn;
  private final WildcardConfiguration wildcards;
  private final Clock clock;

  ArtemisSecurity(SignIn signIn, WildcardConfiguration wildcards, Clock clock) {
    this.signIn = signIn;
    this.wildcards = wildcards;
    this.clock = clock;
  }

  @Override
  public Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      RemotingConnection connection,
      @Nullable String securityDomain)
      throws NoCacheLoginException {
    X509Certificate[] shown = CertificateUtil.getCertsFromConnection(connection);
    Optional<Client> attempt =
        shown == null || shown.length == 0
            ? signIn.attempt(user, password, clock.instant())
            : DeviceCertificate.of(shown[0]).flatMap(it -> signIn.attempt(user, it));
    Client client =
        attempt.orElseThrow(
            () -> new NoCacheLoginException("wrong name, secret or certificate, or revoked"));
    Subject subject = new Subject();
    // Artemis takes no other kind of principal.
    subject.getPrincipals().add(new UserPrincipal(client.name()));
    return subject;
  }

  @Override
  public boolean authorize(
      Subject subject, Set<Role> roles, CheckType check, String addressOrQueue) {
    Optional<Client> client =
        subject.getPrincipals(UserPrincipal.class).stream()
            .findFirst()
            .flatMap(principal -> signIn.client(principal.getName()));
    if (client.isEmpty()) {
      return false;
    }
    int queue = addressOrQueue.indexOf("::");
    String topic =
        MQTTUtil.getMqttTopicFromCoreAddress(
            queue < 0 ? addressOrQueue : addressOrQueue.substring(0, queue), wildcards);
    return switch (check) {
      case SEND -> TopicAccess.refusalToPublish(client.get(), topic).isEmpty();
      case CONSUME,
          CREATE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          TopicAccess.refusalToSubscribe(client.get(), topic).isEmpty();
      case CREATE_ADDRESS ->
          TopicAccess.refusalToPublish(client.get(), topic).isEmpty()
              || TopicAccess.refusalToSubscribe(client.get(), topic).isEmpty();
      case DELETE_ADDRESS, MANAGE, BROWSE, VIEW, EDIT -> false;
    };
  }

  @Override
  public boolean validateUser(@Nullable String user, @Nullable String password) {
    return false; // never asked of this kind of security manager
  }

  @Override
  public boolean validateUserAndRole(
      @Nullable String user, @Nullable String password, Set<Role> roles, CheckType check) {
    return false; // never asked of this kind of security manager
  }
}
