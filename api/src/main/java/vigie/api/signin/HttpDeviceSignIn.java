package vigie.api.signin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vigie.api.device.JdbcDevices;
import vigie.api.web.HttpCallers;
import vigie.device.Credential;
import vigie.device.DeviceBinding;

/**
 * A device's name and secret as HTTP Basic: the same that it signs in with at the broker. It proves
 * which device sends, and nothing else.
 */
@Singleton
public final class HttpDeviceSignIn implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String SCHEME = "basic ";
  private static final String REFUSAL = "vigie.device-refusal";

  /** Compared with when there is no such device, so that names cannot be told by the time taken. */
  private static final Credential NOBODY = Credential.of("nobody", new SecureRandom());

  private final JdbcDevices devices;
  private final Clock clock;

  /** Wired by the program. */
  public HttpDeviceSignIn(JdbcDevices devices, Clock clock) {
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    String sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (sent == null || !sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Mono.empty();
    }
    // The store is asked, and this thread must not wait for it.
    return Mono.fromCallable(() -> proved(request, sent.substring(SCHEME.length()).strip()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(Mono::justOrEmpty);
  }

  /** Why a device was refused in this request; empty when none signed in, or it was taken. */
  static Optional<String> refusal(HttpRequest<?> request) {
    return request.getAttribute(REFUSAL, String.class);
  }

  private Optional<Authentication> proved(HttpRequest<?> request, String encoded) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return refused(request, "BASIC_MALFORMED");
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return refused(request, "BASIC_MALFORMED");
    }
    Optional<DeviceBinding> binding = devices.newest(text.substring(0, colon));
    String secret = text.substring(colon + 1);
    boolean matches =
        binding.isPresent()
            ? binding.get().accepts(secret, clock.instant())
            : NOBODY.matches(secret);
    if (!matches || binding.isEmpty()) {
      return refused(request, "BAD_CREDENTIALS");
    }
    if (!binding.get().active()) {
      return refused(request, "REVOKED_DEVICE");
    }
    return Optional.of(HttpCallers.principal(binding.get().device()));
  }

  private static Optional<Authentication> refused(HttpRequest<?> request, String reason) {
    request.setAttribute(REFUSAL, reason);
    return Optional.empty();
  }
}
