package vigie.api.notify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over HTTP/1.1 to an address that was looked up before: the JDK's client looks the name
 * up itself, after anything that we could check, and a name server may answer differently then. Of
 * the answer only the status is read.
 */
final class WebhookCall {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int LINES_MAX = 100;

  private final SSLSocketFactory trust;
  private final ScheduledExecutorService timer;
  private final Duration timeout;

  /**
   * Makes calls that end in time.
   *
   * @param trust makes connections whose other side is vouched for
   * @param timer ends those that do not
   * @param timeout of connecting, handshake and answer together
   */
  WebhookCall(SSLSocketFactory trust, ScheduledExecutorService timer, Duration timeout) {
    this.trust = trust;
    this.timer = timer;
    this.timeout = timeout;
  }

  /**
   * Makes the call.
   *
   * @param uri http or https, with a host
   * @param address where that host is
   * @return the answer's status
   * @throws SSLHandshakeException when nobody trusted vouches for the other side
   * @throws TimeoutException when the other side took too long
   */
  int post(URI uri, InetAddress address, Map<String, String> headers, byte[] body)
      throws IOException, TimeoutException {
    AtomicBoolean late = new AtomicBoolean();
    try (Socket plain = new Socket()) {
      Future<?> end =
          timer.schedule(
              () -> {
                late.set(true);
                close(plain);
              },
              timeout.toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        plain.connect(new InetSocketAddress(address, port(uri)), (int) timeout.toMillis());
        return exchange(tls(uri) ? encrypted(plain, uri) : plain, uri, headers, body);
      } catch (IOException e) {
        if (late.get()) {
          throw new TimeoutException("no answer within " + timeout);
        }
        throw e;
      } finally {
        end.cancel(false);
      }
    }
  }

  private static int exchange(Socket socket, URI uri, Map<String, String> headers, byte[] body)
      throws IOException {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(path);
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
    if (uri.getPort() >= 0) {
      head.append(':').append(uri.getPort());
    }
    head.append("\r\nConnection: close\r\nContent-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + 2 + body.length);
    request.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    request.write(body);
    request.writeTo(socket.getOutputStream());
    socket.getOutputStream().flush();
    return status(new BufferedInputStream(socket.getInputStream()));
  }

  /** The first status that is not an interim one. */
  private static int status(InputStream in) throws IOException {
    for (int lines = 0; lines < LINES_MAX; lines++) {
      Matcher line = STATUS_LINE.matcher(line(in));
      if (line.matches() && line.group(1).charAt(0) != '1') {
        return Integer.parseInt(line.group(1));
      }
      if (lines == 0 && !line.matches()) {
        throw new IOException("the answer is not HTTP/1.1");
      }
    }
    throw new IOException("the answer has no status");
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the answer ends within its head");
      }
      if (line.size() == LINE_BYTES_MAX) {
        throw new IOException("a line of the answer is too long");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private Socket encrypted(Socket plain, URI uri) throws IOException {
    SSLSocket socket = (SSLSocket) trust.createSocket(plain, uri.getHost(), port(uri), true);
    SSLParameters parameters = socket.getSSLParameters();
    // The certificate must be that of the name, wherever the name led us.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static boolean tls(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : tls(uri) ? 443 : 80;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, and has said so.
    }
  }
}
