package vigie.api.alarm;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import java.util.stream.Collectors;

/** Says beside every answer about alerts whether patients are watched as they should be (TK-6). */
@ServerFilter(
    patterns = {
      "/alerts",
      "/alerts/*",
      "/patients/*/alerts",
      "/patients/*/latest",
      "/patients/*/live",
      "/patients/*/overview"
    })
public final class HttpMonitoring {
  /** {@code ok}, or {@code degraded} with the causes. */
  public static final String HEADER = "Vigie-Monitoring";

  private final Monitoring monitoring;

  /** Wired by the program. */
  public HttpMonitoring(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  /** Adds the header to what was answered; who was refused has no use for it. */
  @ResponseFilter
  public void mark(MutableHttpResponse<?> response) {
    if (response.code() < HttpStatus.BAD_REQUEST.getCode()) {
      response.header(HEADER, words(monitoring.degradedBy()));
    }
  }

  /** The header's value. */
  static String words(Set<AlarmCause> degradedBy) {
    return degradedBy.isEmpty()
        ? "ok"
        : degradedBy.stream().map(Enum::name).collect(Collectors.joining(",", "degraded; by=", ""));
  }
}
