package vigie.mqttbroker;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.flow.FlowControlHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import vigie.reading.DeviceId;

/**
 * Slows down a device that sends hours of readings at once, so that the others' readings do not
 * wait behind them. A device's messages are taken at a set pace; above it the broker stops reading
 * from its connection for a moment, and TCP makes the device wait. Nothing is refused or lost, and
 * because one message is let through after each pause, the connection is never silent for long.
 * Programs of this system have no pace.
 *
 * <p>It also bounds what Artemis queues in memory for a connection, which is otherwise whatever the
 * device can send.
 */
final class ArtemisDevicePace implements MQTTInterceptor {
  /** A device that was out of reach for a moment may bring so many seconds of its pace at once. */
  private static final int BURST_SECONDS = 2;

  private final SignIn signIn;
  private final int messagesPerSecond;

  /**
   * By device and not by connection: neither a second connection nor a new one gives more. There
   * are as many as devices bound, for nobody else has one here.
   */
  private final Map<DeviceId, TokenBucket> buckets = new ConcurrentHashMap<>();

  ArtemisDevicePace(SignIn signIn, int messagesPerSecond) {
    this.signIn = signIn;
    this.messagesPerSecond = messagesPerSecond;
  }

  /** Called on the connection's own thread, before anything of the client has been believed. */
  @Override
  public boolean intercept(MqttMessage message, RemotingConnection connection) {
    if (message instanceof MqttConnectMessage connect
        && connection.getTransportConnection() instanceof NettyConnection netty) {
      ChannelPipeline pipeline = netty.getNettyChannel().pipeline();
      bucket(connect.payload().userName())
          .filter(bucket -> pipeline.get(Pace.class) == null)
          .ifPresent(bucket -> slow(pipeline, bucket));
    }
    return true;
  }

  /** Empty for a service. Who claims to be one and is not never gets to publish. */
  private Optional<TokenBucket> bucket(@Nullable String name) {
    Optional<Client> client = name == null ? Optional.empty() : signIn.client(name);
    if (client.isEmpty()) {
      return Optional.of(fullBucket());
    }
    return client
        .filter(Client.Device.class::isInstance)
        .map(
            device ->
                buckets.computeIfAbsent(((Client.Device) device).id(), unknown -> fullBucket()));
  }

  private TokenBucket fullBucket() {
    return new TokenBucket(messagesPerSecond, BURST_SECONDS * messagesPerSecond, System.nanoTime());
  }

  private static void slow(ChannelPipeline pipeline, TokenBucket bucket) {
    String artemis = pipeline.context(MQTTProtocolHandler.class).name();
    // One packet of the network holds many messages; this keeps them back while nothing is read.
    pipeline.addBefore(artemis, "kept-back", new FlowControlHandler());
    pipeline.addBefore(artemis, "pace", new Pace(bucket));
  }

  /** Lets a message through, and then nothing more until its token is there. */
  private static final class Pace extends ChannelInboundHandlerAdapter {
    private final TokenBucket bucket;

    Pace(TokenBucket bucket) {
      this.bucket = bucket;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      boolean publish = message instanceof MqttPublishMessage;
      context.fireChannelRead(message);
      long wait = publish ? bucket.take(System.nanoTime()) : 0;
      if (wait > 0) {
        ChannelConfig reading = context.channel().config();
        reading.setAutoRead(false);
        var unused =
            context
                .executor()
                .schedule(() -> reading.setAutoRead(true), wait, TimeUnit.NANOSECONDS);
      }
    }
  }
}
