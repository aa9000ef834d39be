package vigie.mqttbroker;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.impl.SecurityStoreImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.reading.DeviceId;

/**
 * A real MQTT broker (MQTT 5, 3.1.1) in a process of its own: Artemis, with this system's sign-in
 * and access rule. Messages and sessions are on disk before they are acknowledged.
 */
public final class MqttBroker {

  private static final Logger LOG = LoggerFactory.getLogger(MqttBroker.class);
  private static final int SESSION_EXPIRY_SECONDS = 7 * 24 * 3600;
  private static final int PACKET_BYTES_MAX = 1024 * 1024;
  private static final int CACHE_SIZE = 20_000;
  private static final long CACHE_MILLIS = 60_000;
  private static final int DISK_PERCENT_MAX = 97;

  private MqttBroker() {}

  /**
   * Runs the broker until the process is told to end. Settings come from the environment, see
   * {@link MqttBrokerConfig#of}.
   *
   * @throws Exception when the settings are wrong or the broker cannot start
   */
  public static void main(String[] args) throws Exception {
    MqttBrokerConfig config = MqttBrokerConfig.of(System.getenv());
    Clock clock = Clock.systemUTC();
    Devices devices = new Devices();
    EndedSessions sessions = new EndedSessions(config.peopleKeys());
    SignIn signIn =
        new SignIn(
            new Services(config.services()), devices, new JwtPeople(config.peopleKeys(), sessions));
    ArtemisTokenEnds ends = new ArtemisTokenEnds(sessions);

    Configuration artemis = configuration(config, TlsStores.make(config, clock.instant()));
    artemis.registerBrokerPlugin(new ArtemisDeviceGroups());
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(artemis);
    broker.setSecurityManager(
        new ArtemisSecurity(signIn, artemis.getWildcardConfiguration(), clock));
    broker.createActiveMQServer();
    ActiveMQServer server = broker.getActiveMQServer();
    server.getServiceRegistry().addIncomingInterceptor(new ArtemisPacketGuard(signIn, ends, clock));
    server
        .getServiceRegistry()
        .addIncomingInterceptor(new ArtemisDevicePace(signIn, config.deviceMessagesPerSecond()));
    server.getServiceRegistry().addIncomingInterceptor(new ArtemisUnheard(server));
    broker.start();
    ends.watch(clock);

    KafkaDeviceFeed feed =
        new KafkaDeviceFeed(
            config.kafkaBootstrapServers(), devices, device -> cutSessions(server, device), clock);
    Thread feeding = new Thread(feed, "device-feed");
    feeding.setDaemon(true);
    feeding.start();

    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop(broker);
                  ended.countDown();
                }));
    LOG.info("Ready on port {}, with TLS on port {}", config.port(), config.tlsPort());
    ended.await();
  }

  private static Configuration configuration(MqttBrokerConfig config, TlsStores tls)
      throws Exception {
    String data = config.dataDir().toAbsolutePath().toString();
    AddressSettings settings =
        new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
            .setDeadLetterAddress(SimpleString.of("vigie.dead-letter"))
            .setExpiryAddress(SimpleString.of("vigie.expired"))
            // However often the gateway must give a message back: it is never given up.
            .setMaxDeliveryAttempts(-1)
            .setRedeliveryDelay(0);
    String mqtt =
        "protocols=MQTT;tcpNoDelay=true;maximumPacketSize="
            + PACKET_BYTES_MAX
            + ";defaultMqttSessionExpiryInterval="
            + SESSION_EXPIRY_SECONDS;
    return new ConfigurationImpl()
        .setName("vigie")
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalDirectory(data + "/journal")
        .setBindingsDirectory(data + "/bindings")
        .setPagingDirectory(data + "/paging")
        .setLargeMessagesDirectory(data + "/large-messages")
        .setSecurityEnabled(true)
        .setSecurityInvalidationInterval(CACHE_MILLIS)
        .setAuthenticationCacheSize(CACHE_SIZE)
        .setAuthorizationCacheSize(CACHE_SIZE)
        .setMaxDiskUsage(DISK_PERCENT_MAX)
        .setJMXManagementEnabled(false)
        .addAddressSetting("#", ArtemisDeviceGroups.dealtOut(settings))
        .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + config.port() + "?" + mqtt)
        .addAcceptorConfiguration(
            "mqtts",
            "tcp://127.0.0.1:"
                + config.tlsPort()
                + "?"
                + mqtt
                + ";sslEnabled=true;enabledProtocols=TLSv1.2,TLSv1.3"
                + ";keyStoreType=PKCS12;keyStorePath="
                + tls.keys()
                + ";keyStorePassword="
                + tls.password()
                + ";trustStoreType=PKCS12;trustStorePath="
                + tls.trusted()
                + ";trustStorePassword="
                + tls.password()
                // Who has no certificate signs in with a secret.
                + ";wantClientAuth=true");
  }

  /** Ends a device's live sessions, and forgets that its name and secret were right. */
  private static void cutSessions(ActiveMQServer server, DeviceId device) {
    if (server.getSecurityStore() instanceof SecurityStoreImpl store) {
      store.invalidateAuthenticationCache();
      store.invalidateAuthorizationCache();
    }
    if (server.getActiveMQServerControl().closeConnectionsForUser(device.value())) {
      LOG.info("Cut the sessions of a device whose credential ended");
    }
  }

  private static void stop(EmbeddedActiveMQ broker) {
    try {
      broker.stop();
    } catch (Exception e) {
      LOG.error("The broker did not stop in order", e);
    }
  }
}
