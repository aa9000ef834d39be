package vigie.api.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import vigie.api.notify.DeliveryChannel.NotDelivered;

/**
 * POSTs to addresses that people named; any 2xx answer is acceptance. No redirect is followed.
 * Where an address leads is looked up and judged anew for each call. Safe for many threads.
 */
final class GuardedPost {
  private static final int GONE_STATUS = 410;

  private final String what;
  private final WebhookGuard guard;
  private final Predicate<URI> exempt;
  private final WebhookCall call;

  /**
   * Makes such calls.
   *
   * @param what is called, in the words of a refusal, such as {@code the webhook}
   * @param guard which addresses it may lead to
   * @param exempt what may be called whatever the guard says
   * @param timeout of each call
   */
  GuardedPost(
      String what,
      WebhookGuard guard,
      Predicate<URI> exempt,
      SSLSocketFactory trust,
      ScheduledExecutorService timer,
      Duration timeout) {
    this.what = what;
    this.guard = guard;
    this.exempt = exempt;
    this.call = new WebhookCall(trust, timer, timeout);
  }

  /**
   * Makes one call.
   *
   * @return how it was accepted
   * @throws NotDelivered when it was not
   */
  String send(URI uri, Map<String, String> headers, byte[] body) throws NotDelivered {
    InetAddress address = address(uri);
    int status;
    try {
      status = call.post(uri, address, headers, body);
    } catch (TimeoutException e) {
      throw new NotDelivered(what + " did not answer in time", false);
    } catch (SSLHandshakeException e) {
      boolean certificate = isOfCertificate(e);
      throw new NotDelivered(
          certificate ? what + "'s certificate is not trusted" : what + " could not be reached",
          certificate);
    } catch (IOException e) {
      throw new NotDelivered(what + " could not be reached", false);
    }
    if (status < 200 || status > 299) {
      throw new NotDelivered(what + " answered " + status, status == GONE_STATUS);
    }
    return what + " answered " + status;
  }

  /** The address that somebody named. */
  URI uri(String address) throws NotDelivered {
    try {
      URI uri = URI.create(URI.create(address).toASCIIString());
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new NotDelivered(what + "'s address is not valid", true);
  }

  /** Where the name leads, when all of what it leads to may be called. */
  InetAddress address(URI uri) throws NotDelivered {
    try {
      InetAddress[] found = InetAddress.getAllByName(uri.getHost());
      for (InetAddress each : found) {
        if (!guard.allows(each) && !exempt.test(uri)) {
          throw new NotDelivered(what + "'s address leads into a network of our own", true);
        }
      }
      return found[0];
    } catch (UnknownHostException e) {
      throw new NotDelivered(what + "'s name is not known", false);
    }
  }

  /** Rather than of versions and ciphers, or of a connection that broke. */
  private static boolean isOfCertificate(SSLHandshakeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
