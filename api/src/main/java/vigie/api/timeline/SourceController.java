package vigie.api.timeline;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Caller;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** Which device stands for a metric when several measure it. */
@Controller("/patients/{id}/sources")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class SourceController {
  private static final int DEVICES_MAX = 20;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final JdbcSourceOrders orders;

  /** Devices, the first one preferred; none for no order. */
  @Serdeable
  public record OrderRequest(List<String> devices) {}

  /** An order in force, since when and by whom. */
  @Serdeable
  public record OrderResponse(String metric, List<String> devices, Instant since, UUID by) {}

  /** Wired by the program. */
  public SourceController(AccessGuard guard, HttpCallers callers, JdbcSourceOrders orders) {
    this.guard = guard;
    this.callers = callers;
    this.orders = orders;
  }

  /** The orders in force. */
  @Get
  @Operation(summary = "Which device stands for a metric (patient, treating physician)")
  public List<OrderResponse> list(HttpRequest<?> request, UUID id) {
    guard.ask(callers.of(request), Action.READ_SOURCES, id);
    return all(id);
  }

  /** Sets the order for one metric. */
  @Put("/{metric}")
  @Operation(
      summary = "Say which device stands for a metric (patient, treating physician)",
      description =
          "In each bucket of a series the first of them that measured is shown. Where intervals of"
              + " sleep overlap, the first of them counts, and of the others the time outside it:"
              + " here, in the sums of nights and in rules. The readings of the others stay stored;"
              + " ask for them by the device.")
  public List<OrderResponse> put(
      HttpRequest<?> request, UUID id, String metric, @Body OrderRequest asked) {
    Caller caller = callers.of(request);
    guard.ask(caller, Action.CHANGE_SOURCES, id);
    Metric known =
        MetricCatalogue.standard()
            .find(metric)
            .filter(Metric::measured)
            .orElseThrow(() -> Refusal.invalid("metric", "must be one that devices send"));
    List<String> devices = asked.devices();
    if (devices.size() > DEVICES_MAX || new HashSet<>(devices).size() != devices.size()) {
      throw Refusal.invalid("devices", "must be at most " + DEVICES_MAX + ", each once");
    }
    for (String device : devices) {
      try {
        new DeviceId(device);
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid("devices", "must be names of devices");
      }
    }
    orders.put(id, known.number(), devices, caller.actor().person());
    return all(id);
  }

  private List<OrderResponse> all(UUID patient) {
    return orders.list(patient).stream()
        .map(row -> new OrderResponse(row.metric(), row.devices(), row.since(), row.by()))
        .toList();
  }
}
