package vigie.mqttbroker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.Bindings;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import vigie.alert.PersonTopics;

/**
 * Answers what notify tells a person of whom nobody is connected: no matching subscribers (MQTT 5,
 * 0x10), which Artemis never says. So notify need not wait for a receipt that will not come. The
 * message is kept for nobody: it would have expired before whoever comes back.
 */
final class ArtemisUnheard implements MQTTInterceptor {
  private static final byte NO_MATCHING_SUBSCRIBERS = 0x10;

  private final ActiveMQServer server;

  ArtemisUnheard(ActiveMQServer server) {
    this.server = server;
  }

  /** Called on the connection's own thread, before anything of the client has been believed. */
  @Override
  public boolean intercept(MqttMessage message, RemotingConnection connection) {
    if (message instanceof MqttConnectMessage connect
        && TopicAccess.NOTIFY.equals(connect.payload().userName())
        && connect.variableHeader().version() >= MqttVersion.MQTT_5.protocolLevel()
        && connection.getTransportConnection() instanceof NettyConnection netty) {
      ChannelPipeline pipeline = netty.getNettyChannel().pipeline();
      if (pipeline.get(Answering.class) == null) {
        String artemis = pipeline.context(MQTTProtocolHandler.class).name();
        pipeline.addBefore(artemis, "unheard", new Answering(connection));
      }
    }
    return true;
  }

  private boolean heard(String topic) {
    String address =
        MQTTUtil.getCoreAddressFromMqttTopic(
            topic, server.getConfiguration().getWildcardConfiguration());
    Bindings bindings;
    try {
      bindings = server.getPostOffice().lookupBindingsForAddress(SimpleString.of(address));
    } catch (Exception e) {
      throw new IllegalStateException("the broker cannot say who listens", e);
    }
    return bindings != null
        && bindings.getBindings().stream()
            .anyMatch(each -> each instanceof QueueBinding queue && queue.consumerCount() > 0);
  }

  /** Lets everything through but what nobody hears. */
  private final class Answering extends ChannelInboundHandlerAdapter {
    private final RemotingConnection connection;

    Answering(RemotingConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      // Who has not signed in is told nothing of who listens.
      if (connection.getSubject() != null
          && message instanceof MqttPublishMessage publish
          && publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE
          && PersonTopics.isAlerts(publish.variableHeader().topicName())
          && !heard(publish.variableHeader().topicName())) {
        var unused =
            context.writeAndFlush(
                MqttMessageBuilders.pubAck()
                    .packetId(publish.variableHeader().packetId())
                    .reasonCode(NO_MATCHING_SUBSCRIBERS)
                    .build());
        ReferenceCountUtil.release(message);
      } else {
        context.fireChannelRead(message);
      }
    }
  }
}
