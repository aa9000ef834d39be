package vigie.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Begins an MQTT 5 session without signing in. A broker that serves answers with a CONNACK; that it
 * refuses is an answer too.
 */
final class MqttReadiness implements Readiness {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int CONNACK = 0x20;

  /** CONNECT, protocol MQTT level 5, clean start, keep-alive 10 s, no properties, no client id. */
  private static final byte[] CONNECT = HexFormat.of().parseHex("100d00044d5154540502000a000000");

  private final int port;

  MqttReadiness(int port) {
    this.port = port;
  }

  @Override
  public Optional<String> problem() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(CONNECT);
      int answer = new DataInputStream(socket.getInputStream()).readUnsignedByte();
      return answer == CONNACK
          ? Optional.empty()
          : Optional.of("something else than an MQTT broker answers on port " + port);
    } catch (IOException e) {
      return Optional.of("no answer to an MQTT handshake on port " + port + ": " + e.getMessage());
    }
  }
}
