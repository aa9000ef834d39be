package vigie.api.device;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.IsoDurations;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** A patient's own devices. */
@Controller("/patients/{id}/devices")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class DeviceController {
  private static final int SECRET_BYTES = 24;
  private static final int KIND_LENGTH_MAX = 100;
  private static final Duration INTERVAL_MAX = Duration.ofDays(31);

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcDevices devices;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** What it is, and how often it measures (ISO 8601) where it does so by itself. */
  @Serdeable
  public record DeviceRequest(String kind, @Nullable String expectedInterval) {}

  /** The secret is shown this once only. */
  @Serdeable
  public record DeviceSecret(String device, String secret) {}

  /** A device as it stands. */
  @Serdeable
  public record DeviceResponse(
      String device, String kind, @Nullable String expectedInterval, Instant boundAt) {
    static DeviceResponse of(DeviceBinding binding) {
      return new DeviceResponse(
          binding.device().value(),
          binding.kind(),
          binding.expectedInterval().isZero() ? null : binding.expectedInterval().toString(),
          binding.boundAt());
    }
  }

  /** Wired by the program. */
  public DeviceController(
      AccessGuard guard, HttpCallers callers, JdbcDevices devices, Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.devices = devices;
    this.clock = clock;
  }

  /** The devices that may send. */
  @Get
  @Operation(summary = "Devices that may send (patient)")
  public List<DeviceResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_DEVICES, id);
    return devices.list(id).stream().map(DeviceResponse::of).toList();
  }

  /** Binds a device, or gives a bound one a new secret. */
  @Put("/{device}")
  @Operation(summary = "Bind a device, or renew its secret (patient)")
  @ApiResponse(responseCode = "201", description = "The device's secret, shown once")
  public HttpResponse<DeviceSecret> put(
      HttpRequest<?> request, UUID id, String device, @Body DeviceRequest body) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_DEVICES, id);
    if (body.kind().isBlank() || body.kind().length() > KIND_LENGTH_MAX) {
      throw Refusal.invalid("kind", "must have 1 to " + KIND_LENGTH_MAX + " characters");
    }
    Duration interval =
        body.expectedInterval() == null
            ? Duration.ZERO
            : IsoDurations.parse(
                "expectedInterval", body.expectedInterval(), Duration.ofSeconds(1), INTERVAL_MAX);
    byte[] secretBytes = new byte[SECRET_BYTES];
    random.nextBytes(secretBytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(secretBytes);
    DeviceId name = deviceId(device);
    devices.bind(
        new DeviceBinding(
            name,
            new PatientId(id),
            body.kind().strip(),
            interval,
            Credential.of(secret, random),
            true,
            clock.instant()));
    return HttpResponse.created(new DeviceSecret(name.value(), secret));
  }

  /** Ends a binding: no sign-in, no readings. */
  @Delete("/{device}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a device (patient)")
  public void delete(HttpRequest<?> request, UUID id, String device) {
    guard.ask(callers.of(request), Action.CHANGE_DEVICES, id);
    if (!devices.revoke(id, deviceId(device), clock.instant())) {
      throw new Refusal(ProblemCode.NOT_FOUND, "no such device is bound");
    }
  }

  private static DeviceId deviceId(String text) {
    try {
      return new DeviceId(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemCode.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
