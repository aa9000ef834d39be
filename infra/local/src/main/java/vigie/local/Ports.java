package vigie.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/**
 * The TCP ports of one stack: the usual numbers, all moved together by one offset, so that two
 * stacks run beside each other. Everything listens on loopback only.
 *
 * @param offset what is added to each usual number, 0 to 50000
 */
public record Ports(int offset) {

  /** The environment variable that holds the offset. */
  public static final String VARIABLE = "VIGIE_PORT_OFFSET";

  private static final int OFFSET_MAX = 50_000;

  /** Checks the offset's range. */
  public Ports {
    if (offset < 0 || offset > OFFSET_MAX) {
      throw new IllegalArgumentException(
          VARIABLE + " must be from 0 to " + OFFSET_MAX + ", but is " + offset);
    }
  }

  /**
   * Reads the offset from {@value #VARIABLE}; without that variable it is 0.
   *
   * @throws IllegalArgumentException when the variable is no whole number in range
   */
  public static Ports of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "0");
    try {
      return new Ports(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          VARIABLE + " must be a whole number, but is '" + text + "'", e);
    }
  }

  /** Kafka's listener for clients. */
  public int kafka() {
    return moved(9092);
  }

  /** Kafka's controller. */
  public int kafkaController() {
    return moved(9093);
  }

  /** MQTT without TLS. */
  public int mqtt() {
    return moved(1883);
  }

  /** MQTT with TLS. */
  public int mqttTls() {
    return moved(8883);
  }

  /** Flink's user interface and REST API. */
  public int flink() {
    return moved(8081);
  }

  /** The JobManager's RPC. */
  public int jobManagerRpc() {
    return moved(6123);
  }

  /** The JobManager's blob server. */
  public int jobManagerBlob() {
    return moved(6124);
  }

  /** The TaskManager's RPC. */
  public int taskManagerRpc() {
    return moved(6122);
  }

  /** The TaskManager's data exchange. */
  public int taskManagerData() {
    return moved(6121);
  }

  /** TimescaleDB. */
  public int database() {
    return moved(5442);
  }

  /** The API. */
  public int api() {
    return moved(8080);
  }

  /** The gateway's health and metrics. */
  public int gateway() {
    return moved(8082);
  }

  /** All the ports above. */
  public List<Integer> all() {
    return List.of(
        kafka(),
        kafkaController(),
        mqtt(),
        mqttTls(),
        flink(),
        jobManagerRpc(),
        jobManagerBlob(),
        taskManagerRpc(),
        taskManagerData(),
        database(),
        api(),
        gateway());
  }

  /**
   * A further port of this stack, given by its usual number.
   *
   * @throws IllegalArgumentException when the moved number is no TCP port
   */
  public int moved(int usual) {
    int port = usual + offset;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          VARIABLE + "=" + offset + " moves port " + usual + " to " + port + ", which is no port");
    }
    return port;
  }

  /**
   * Says whether nobody listens on a loopback port now.
   *
   * @param port the number as used, offset included
   */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: a connection of an earlier run that lingers is no hindrance.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
