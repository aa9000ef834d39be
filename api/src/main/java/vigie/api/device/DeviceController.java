package vigie.api.device;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.reach.Reachability;
import vigie.api.web.HttpCallers;
import vigie.api.web.IsoDurations;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.authority.InvalidRequestException;
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
  private static final int WORDS_LENGTH_MAX = 100;
  private static final Duration INTERVAL_MAX = Duration.ofDays(31);

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcDevices devices;
  private final KafkaDeviceStatuses statuses;
  private final DeviceCertificates certificates;
  private final Reachability reachability;
  private final Clock clock;
  private final Duration grace;
  private final SecureRandom random = new SecureRandom();

  /**
   * What it is, and how often it measures (ISO 8601) where it does so by itself; {@code since} when
   * it has measured this patient for longer than it is bound. No time that was somebody else's can
   * be claimed. {@code understood}: that nobody might be told of an alert. Who made it and what
   * they call it stay as they were said before where neither is said.
   */
  @Serdeable
  public record DeviceRequest(
      String kind,
      @Nullable String expectedInterval,
      @Nullable Instant since,
      @Nullable Boolean understood,
      @Nullable String manufacturer,
      @Nullable String model) {}

  /** The secret is shown this once only. */
  @Serdeable
  public record DeviceSecret(String device, String secret) {}

  /** The new secret, shown this once only; until when the one before it holds as well. */
  @Serdeable
  public record RotatedSecret(String device, String secret, Instant previousUntil) {}

  /** A PKCS #10 request, PEM. Of it only the key counts. */
  @Serdeable
  public record CertificateRequest(String request) {}

  /** Both PEM; {@code until} when the device's certificate ends. */
  @Serdeable
  public record SignedCertificate(String certificate, String authority, Instant until) {}

  /** Wired by the program. */
  public DeviceController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcDevices devices,
      KafkaDeviceStatuses statuses,
      DeviceCertificates certificates,
      Reachability reachability,
      ApiConfig config,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.devices = devices;
    this.statuses = statuses;
    this.certificates = certificates;
    this.reachability = reachability;
    this.grace = config.credentialGrace();
    this.clock = clock;
  }

  /** The devices that may send. */
  @Get
  @Operation(summary = "Devices that may send (patient)")
  public List<DeviceResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_DEVICES, id);
    Instant now = clock.instant();
    Map<String, DeviceSupplier> suppliers = devices.suppliers(id);
    return devices.list(id).stream()
        .map(
            binding ->
                DeviceResponse.of(
                    binding,
                    suppliers.getOrDefault(binding.device().value(), DeviceSupplier.UNSAID),
                    statuses.of(binding).orElse(null),
                    now))
        .toList();
  }

  /** The devices that the patient ever bound, and until when. */
  @Get("/history")
  @Operation(summary = "Devices that are or were bound (patient)")
  public List<PeriodResponse> history(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_DEVICES, id);
    return devices.history(id).stream().map(PeriodResponse::of).toList();
  }

  /** Binds a device, or gives a bound one a new secret. */
  @Put("/{device}")
  @Operation(
      summary = "Bind a device, or renew its secret (patient)",
      description =
          "With the first device a patient is watched: where nobody beside them could be told of an"
              + " alert, the answer is 409 and says what to do; with understood it is done.")
  @ApiResponse(responseCode = "201", description = "The device's secret, shown once")
  public HttpResponse<DeviceSecret> put(
      HttpRequest<?> request, UUID id, String device, @Body DeviceRequest body) {
    boolean understood = Boolean.TRUE.equals(body.understood());
    guard.ask(callers.of(request), understood ? Action.BIND_UNDERSTOOD : Action.CHANGE_DEVICES, id);
    String kind = words("kind", body.kind());
    DeviceSupplier supplier =
        new DeviceSupplier(
            body.manufacturer() == null ? null : words("manufacturer", body.manufacturer()),
            body.model() == null ? null : words("model", body.model()));
    Duration interval =
        body.expectedInterval() == null
            ? Duration.ZERO
            : IsoDurations.parse(
                "expectedInterval", body.expectedInterval(), Duration.ofSeconds(1), INTERVAL_MAX);
    Instant now = clock.instant();
    Instant since = body.since();
    if (since != null && since.isAfter(now)) {
      throw Refusal.invalid("since", "must not be in the future");
    }
    String secret = newSecret();
    DeviceId name = deviceId(device);
    if (!understood && devices.list(id).isEmpty() && !reachability.somebody(id)) {
      throw new Refusal(
          ProblemCode.CONFLICT,
          "nobody beside the patient could be told of an alert: name a physician or a contact (PUT"
              + " /patients/{id}/care-team) who has proven a channel, or send \"understood\": true"
              + " to be watched all the same");
    }
    devices.bind(
        new DeviceBinding(
            name, new PatientId(id), kind, interval, Credential.of(secret, random), true, now),
        supplier,
        since);
    return HttpResponse.created(new DeviceSecret(name.value(), secret));
  }

  /** Gives a bound device a new secret; the one before it holds for a while, or until ended. */
  @Post("/{device}/credential")
  @Operation(summary = "Rotate a device's secret (patient)")
  @ApiResponse(
      responseCode = "201",
      description = "The new secret, shown once; the one before holds until previousUntil")
  public HttpResponse<RotatedSecret> rotate(HttpRequest<?> request, UUID id, String device) {
    guard.ask(callers.of(request), Action.CHANGE_DEVICES, id);
    DeviceId name = deviceId(device);
    String secret = newSecret();
    Instant previousUntil = clock.instant().plus(grace).truncatedTo(ChronoUnit.MILLIS);
    if (!devices.rotate(id, name, Credential.of(secret, random), previousUntil)) {
      throw notBound();
    }
    return HttpResponse.created(new RotatedSecret(name.value(), secret, previousUntil));
  }

  /** Signs a certificate request of a bound device, which then needs no secret under TLS. */
  @Post("/{device}/certificate")
  @Operation(summary = "Sign a device's certificate request (patient)")
  @ApiResponse(responseCode = "201", description = "The certificate, and the authority's to trust")
  public HttpResponse<SignedCertificate> certify(
      HttpRequest<?> request, UUID id, String device, @Body CertificateRequest body) {
    guard.ask(callers.of(request), Action.CHANGE_DEVICES, id);
    DeviceId name = deviceId(device);
    if (devices.list(id).stream().noneMatch(binding -> binding.device().equals(name))) {
      throw notBound();
    }
    try {
      return HttpResponse.created(certificates.sign(name.value(), body.request(), clock.instant()));
    } catch (InvalidRequestException e) {
      throw Refusal.invalid("request", String.valueOf(e.getMessage()));
    }
  }

  /** Ends the secret before the newest at once: the device has learnt the new one. */
  @Delete("/{device}/credential/previous")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "End the secret before the newest (patient)")
  public void endPrevious(HttpRequest<?> request, UUID id, String device) {
    guard.ask(callers.of(request), Action.CHANGE_DEVICES, id);
    if (!devices.endPrevious(id, deviceId(device))) {
      throw new Refusal(ProblemCode.NOT_FOUND, "no such device has a secret before its newest");
    }
  }

  /** Ends a binding: no sign-in, no readings. */
  @Delete("/{device}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a device (patient)")
  public void delete(HttpRequest<?> request, UUID id, String device) {
    guard.ask(callers.of(request), Action.CHANGE_DEVICES, id);
    if (!devices.revoke(id, deviceId(device), clock.instant())) {
      throw notBound();
    }
  }

  private static String words(String field, String text) {
    if (text.isBlank() || text.length() > WORDS_LENGTH_MAX) {
      throw Refusal.invalid(field, "must have 1 to " + WORDS_LENGTH_MAX + " characters");
    }
    return text.strip();
  }

  private String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Refusal notBound() {
    return new Refusal(ProblemCode.NOT_FOUND, "no such device is bound");
  }

  private static DeviceId deviceId(String text) {
    try {
      return new DeviceId(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemCode.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
