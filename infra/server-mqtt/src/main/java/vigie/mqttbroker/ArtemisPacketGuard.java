package vigie.mqttbroker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what Artemis would ask about too late, or not at all. The refused client gets its answer
 * and is disconnected.
 *
 * <p>Subscriptions: Artemis asks its security manager only when it has found the subscription's
 * queue already, and <em>deletes that queue</em> when the answer is no: any device could destroy
 * what waits for the gateway by asking for it. Client ids: Artemis remembers for a while that name
 * and secret were right, and then asks nobody about the client id, nor whether a token has ended
 * meanwhile. Last wills: the broker publishes them itself.
 */
final class ArtemisPacketGuard implements MQTTInterceptor {

  private static final int NOT_AUTHORIZED = 0x87;
  private static final int FAILURE_BEFORE_MQTT_5 = 0x80;
  private static final String MQTT_5 = "5";

  private final SignIn signIn;
  private final ArtemisTokenEnds ends;
  private final Clock clock;

  /**
   * @param ends told when each person's token ends
   */
  ArtemisPacketGuard(SignIn signIn, ArtemisTokenEnds ends, Clock clock) {
    this.signIn = signIn;
    this.ends = ends;
    this.clock = clock;
  }

  @Override
  public boolean intercept(MqttMessage message, RemotingConnection connection) {
    if (message instanceof MqttConnectMessage connect) {
      return mayConnect(connect, connection);
    }
    if (message instanceof MqttPublishMessage publish) {
      return !publish.variableHeader().topicName().contains("::");
    }
    if (!(message instanceof MqttSubscribeMessage subscribe)) {
      return true;
    }
    Optional<Client> client =
        Optional.ofNullable(connection.getSubject())
            .flatMap(subject -> subject.getPrincipals(UserPrincipal.class).stream().findFirst())
            .flatMap(principal -> signIn.client(principal.getName()));
    boolean allowed =
        client.isPresent()
            && subscribe.payload().topicSubscriptions().stream()
                .allMatch(
                    wanted ->
                        TopicAccess.refusalToSubscribe(client.get(), wanted.topicFilter())
                            .isEmpty());
    if (!allowed) {
      refuse(subscribe, connection);
    }
    return allowed;
  }

  private boolean mayConnect(MqttConnectMessage connect, RemotingConnection connection) {
    MqttConnectPayload payload = connect.payload();
    boolean mqtt5 = connect.variableHeader().version() >= MqttVersion.MQTT_5.protocolLevel();
    MqttConnectReturnCode refusal = null;
    byte[] password = payload.passwordInBytes();
    String secret = password == null ? "" : new String(password, StandardCharsets.UTF_8);
    if (SignIn.isToken(secret)) {
      Optional<People.Proof> proof = signIn.person(payload.userName(), secret, clock.instant());
      proof.ifPresent(whose -> ends.note(connection, whose));
      refusal = refusalOfPerson(proof, connect, mqtt5);
    } else if (!signIn.mayBear(payload.userName(), payload.clientIdentifier())) {
      refusal =
          mqtt5
              ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
              : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
    } else if (connect.variableHeader().isWillFlag()
        && !signIn.mayLeave(payload.userName(), payload.willTopic())) {
      refusal =
          mqtt5
              ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
              : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
    }
    if (refusal != null) {
      send(MqttMessageBuilders.connAck().returnCode(refusal).build(), connection);
    }
    return refusal == null;
  }

  private static @Nullable MqttConnectReturnCode refusalOfPerson(
      Optional<People.Proof> proof, MqttConnectMessage connect, boolean mqtt5) {
    if (proof.isEmpty()) {
      return mqtt5
          ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
          : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
    }
    if (!SignIn.personMayBear(proof.get().person(), connect.payload().clientIdentifier())) {
      return mqtt5
          ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
          : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
    }
    if (connect.variableHeader().isWillFlag()) {
      return mqtt5
          ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
          : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
    }
    return null;
  }

  private static void refuse(MqttSubscribeMessage subscribe, RemotingConnection connection) {
    int code =
        connection.getProtocolName().endsWith(MQTT_5) ? NOT_AUTHORIZED : FAILURE_BEFORE_MQTT_5;
    List<Integer> codes =
        subscribe.payload().topicSubscriptions().stream().map(wanted -> code).toList();
    send(
        new MqttSubAckMessage(
            new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
            MqttMessageIdVariableHeader.from(subscribe.variableHeader().messageId()),
            new MqttSubAckPayload(codes)),
        connection);
  }

  private static void send(MqttMessage answer, RemotingConnection connection) {
    if (connection.getTransportConnection() instanceof NettyConnection netty) {
      // Nothing hangs on its arrival: the connection closes either way.
      var unused = netty.getNettyChannel().writeAndFlush(answer);
    }
  }
}
