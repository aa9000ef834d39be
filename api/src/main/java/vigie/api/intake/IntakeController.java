package vigie.api.intake;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.access.Decision;
import vigie.api.access.DeviceCaller;
import vigie.api.access.Reason;
import vigie.api.device.JdbcDevices;
import vigie.api.web.HttpCallers;
import vigie.api.web.Problem;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;
import vigie.device.DeviceBinding;
import vigie.intake.DeviceMessage;
import vigie.intake.Intake;
import vigie.intake.IntakeResult;
import vigie.intake.decode.PayloadFormats;

/** Readings of devices that do not speak MQTT. */
@Controller("/devices/{device}/readings")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@SecurityRequirement(name = "device")
@ExecuteOn(TaskExecutors.BLOCKING)
public class IntakeController {
  /** In which Health Auto Export says over what time its values are. */
  private static final String AGGREGATION = "automation-aggregation";

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcDevices devices;
  private final PayloadFormats formats;
  private final Intake intake;
  private final KafkaReadings readings;
  private final IntakeMetrics metrics;
  private final Clock clock;

  /** Wired by the program. */
  IntakeController(
      AccessGuard guard,
      HttpCallers callers,
      JdbcDevices devices,
      PayloadFormats formats,
      Intake intake,
      KafkaReadings readings,
      IntakeMetrics metrics,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.devices = devices;
    this.formats = formats;
    this.intake = intake;
    this.readings = readings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes a message in; answers when Kafka has all that came of it.
   *
   * @param format the payload's format, where the content type names none
   * @param dryRun says what would happen, and does nothing
   */
  @Post
  @Consumes(MediaType.ALL)
  @Operation(
      summary = "Send a device's readings (the device by its secret, or its patient)",
      description =
          "The format is named by the content type (application/senml+json,"
              + " application/vnd.vigie.{format}+json), else by the parameter. Send again after"
              + " 503: a reading that brings its time is not doubled by that.")
  @ApiResponse(responseCode = "200", description = "All taken; or what would be, in a dry run")
  @ApiResponse(responseCode = "422", description = "Some or all refused, each with its reason")
  @ApiResponse(responseCode = "503", description = "Not kept in time: send the same again")
  public HttpResponse<?> post(
      HttpRequest<?> request,
      String device,
      @QueryValue(defaultValue = "json") String format,
      @QueryValue(defaultValue = "false") boolean dryRun,
      @Body byte @Nullable [] body) {
    Decision decision = ask(request, device);
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    String over = request.getHeaders().get(AGGREGATION);
    String contentType = (type == null ? "" : type) + (over == null ? "" : "; aggregation=" + over);
    String decisive = formats.decisive(format, contentType);
    if (decisive == null) {
      throw new Refusal(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "no format for this content type and this format; known are " + formats.words());
    }
    Instant received = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    DeviceMessage message =
        new DeviceMessage(
            device,
            format,
            contentType,
            body == null ? new byte[0] : body,
            // With the format, so that a replay knows it.
            HttpCallers.route(request) + "?format=" + decisive);
    checkOpened(decision, message, received);
    if (dryRun) {
      return HttpResponse.ok(IntakeView.DryRun.of(intake.preview(message, received)));
    }
    IntakeResult result = intake.decide(message, received);
    keep(result);
    return result.rejected().isEmpty()
        ? HttpResponse.ok(IntakeView.Taken.of(result))
        : HttpResponse.<IntakeView.RejectedProblem>status(
                HttpStatus.valueOf(ProblemCode.REJECTED.status()))
            .contentType(MediaType.of(Problem.MEDIA_TYPE))
            .body(IntakeView.RejectedProblem.of(result));
  }

  private void keep(IntakeResult result) {
    try {
      readings.keep(result.accepted(), result.rejected());
    } catch (Refusal e) {
      metrics.failed(result);
      throw e;
    }
    metrics.kept(result);
  }

  /** Who feeds by a right that is bounded by category keeps to it, or nothing is taken (C-39). */
  private void checkOpened(Decision decision, DeviceMessage message, Instant received) {
    if (decision.reason() != Reason.OWN_DEVICE
        && intake.preview(message, received).accepted().stream()
            .anyMatch(reading -> !decision.opens(Set.of(reading.metric().category())))) {
      throw Refusal.notAllowed(Reason.CATEGORY_NOT_GRANTED);
    }
  }

  private Decision ask(HttpRequest<?> request, String device) {
    UUID patient =
        devices.newest(device).map(DeviceBinding::patient).map(id -> id.value()).orElse(null);
    Optional<DeviceCaller> sender = callers.device(request);
    if (sender.isPresent()) {
      return guard.note(sender.get(), device, patient);
    }
    Caller caller = callers.of(request);
    if (patient == null) {
      return guard.note(caller, Action.SEND_READINGS, null, Decision.refuse(Reason.UNKNOWN_DEVICE));
    }
    return guard.ask(caller, Action.SEND_READINGS, patient);
  }
}
