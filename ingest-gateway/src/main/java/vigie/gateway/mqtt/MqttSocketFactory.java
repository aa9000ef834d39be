package vigie.gateway.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection. TCP_NODELAY, because small packets that wait for each other cost a
 * factor of five; read through a buffer, because Paho reads byte by byte; written to by Paho and by
 * us, each packet whole; and kept, so that it can be closed whatever state Paho is in.
 */
final class MqttSocketFactory extends SocketFactory {
  private static final int BUFFER_BYTES = 64 * 1024;

  private volatile @Nullable Socket socket;

  /** The plain way that Paho takes; a factory that overrides only the others is not asked. */
  @Override
  public Socket createSocket() throws SocketException {
    Socket created = new PacketSocket();
    created.setTcpNoDelay(true);
    socket = created;
    return created;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(address, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket created = createSocket();
    created.connect(address);
    return created;
  }

  /** Sends a packet, after or before one of Paho's but never into it. */
  void send(byte[] bytes, int length) throws IOException {
    Socket current = socket;
    if (current == null) {
      throw new SocketException("not connected");
    }
    current.getOutputStream().write(bytes, 0, length);
  }

  /** Ends the connection at once; does nothing when there is none. */
  void close() {
    Socket current = socket;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }

  /** A socket whose streams fit how Paho uses them. */
  private static final class PacketSocket extends Socket {
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new EagerInput(super.getInputStream());
      }
      return in;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
      if (out == null) {
        out = new PacketOutput(super.getOutputStream());
      }
      return out;
    }
  }

  /** Answers from the buffer where Paho would ask the system before every packet. */
  private static final class EagerInput extends BufferedInputStream {
    EagerInput(InputStream in) {
      super(in, BUFFER_BYTES);
    }

    @Override
    public synchronized int available() throws IOException {
      int buffered = count - pos;
      return buffered > 0 ? buffered : super.available();
    }
  }

  /** Paho buffers a packet and writes it in one call, so a lock per call keeps packets whole. */
  private static final class PacketOutput extends OutputStream {
    private final OutputStream out;

    PacketOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public synchronized void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
