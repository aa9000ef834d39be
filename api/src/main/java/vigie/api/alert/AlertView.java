package vigie.api.alert;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/**
 * An alert as it stands after one transition, in JSON: the same everywhere, in answers and frames.
 * Values are in {@code unit}, the metric's canonical UCUM unit; times are UTC.
 */
@Serdeable
public record AlertView(
    UUID alert,
    int sequence,
    UUID patient,
    String family,
    AlertPhase phase,
    Cause cause,
    Severity severity,
    Severity peakSeverity,
    String rule,
    int ruleVersion,
    @Nullable Integer limitVersion,
    String metric,
    String condition,
    double value,
    double worst,
    String unit,
    Instant onset,
    Instant at,
    Instant decidedAt,
    boolean retrospective,
    int occurrences,
    List<Evidence> evidence,
    @Nullable UUID actor,
    String note) {

  /** One reading that the alert rests on. */
  @Serdeable
  public record Evidence(Instant effective, Instant received, double value, String device) {}

  /** The view of a transition. */
  public static AlertView of(AlertTransition transition) {
    return new AlertView(
        transition.alert(),
        transition.sequence(),
        transition.patient().value(),
        transition.family(),
        transition.phase(),
        transition.cause(),
        transition.severity(),
        transition.peakSeverity(),
        transition.ruleId(),
        transition.ruleVersion(),
        transition.limitVersion(),
        transition.metric(),
        transition.condition(),
        transition.value(),
        transition.worst(),
        MetricCatalogue.standard().metric(transition.metric()).unit(),
        transition.onset(),
        transition.at(),
        transition.decidedAt(),
        transition.retrospective(),
        transition.occurrences(),
        transition.evidence().stream()
            .map(e -> new Evidence(e.effective(), e.received(), e.value(), e.device().value()))
            .toList(),
        transition.actor(),
        transition.note());
  }

  /** The category that decides who may see this alert. */
  public static Category category(AlertTransition transition) {
    return MetricCatalogue.standard().metric(transition.metric()).category();
  }
}
