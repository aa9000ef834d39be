package vigie.api.alert;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertState;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Grounds;
import vigie.alert.Severity;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * An alert as it stands after one transition, in JSON: the same everywhere, in answers and frames.
 * Values are in {@code unit}, the metric's canonical UCUM unit; times are UTC. {@code source} is
 * that of IHE ACM (OBX-8, after IEC 60601-1-8): {@code SP} physiological, {@code ST} technical.
 * {@code phase} says where the condition stands, {@code state} that and the route in one word;
 * while it is paused {@code pausedUntil} says until when.
 */
@Serdeable
public record AlertView(
    UUID alert,
    int sequence,
    UUID patient,
    String family,
    AlertPhase phase,
    AlertState state,
    @Nullable Instant pausedUntil,
    Cause cause,
    Severity severity,
    Severity peakSeverity,
    String source,
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
    AlertTimes times,
    boolean retrospective,
    int occurrences,
    List<Evidence> evidence,
    @Nullable UUID actor,
    String note,
    @Nullable Basis grounds) {

  /** What a derived value was made of. */
  @Serdeable
  public record Basis(
      @Nullable Double baseline, int restsOn, List<Part> parts, List<String> missing) {
    static Basis of(Grounds grounds) {
      return new Basis(
          grounds.baseline(),
          grounds.restsOn(),
          grounds.parts().stream()
              .map(part -> new Part(part.metric(), part.value(), part.effective(), part.points()))
              .toList(),
          grounds.missing());
    }
  }

  /** One metric's part in a score. */
  @Serdeable
  public record Part(String metric, double value, Instant effective, int points) {}

  /** One reading that the alert rests on, and how far it can be trusted. */
  @Serdeable
  public record Evidence(
      Instant effective, Instant received, double value, String device, Quality quality) {
    static Evidence of(vigie.alert.Evidence e) {
      return new Evidence(e.effective(), e.received(), e.value(), e.device().value(), e.quality());
    }
  }

  /** The view of a transition, whose messages are not looked at. */
  public static AlertView of(AlertTransition transition) {
    return of(transition, null);
  }

  /**
   * The view of a transition.
   *
   * @param delivered when the first message of the alert was taken; null while none was
   */
  public static AlertView of(AlertTransition transition, @Nullable Instant delivered) {
    return new AlertView(
        transition.alert(),
        transition.sequence(),
        transition.patient().value(),
        transition.family(),
        transition.phase(),
        transition.state(),
        transition.pausedUntil(),
        transition.cause(),
        transition.severity(),
        transition.peakSeverity(),
        source(transition),
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
        AlertTimes.of(transition, delivered),
        transition.retrospective(),
        transition.occurrences(),
        transition.evidence().stream().map(Evidence::of).toList(),
        transition.actor(),
        transition.note(),
        transition.grounds() == null ? null : Basis.of(transition.grounds()));
  }

  /** Whether it is about a patient's body ({@code SP}) or about equipment ({@code ST}). */
  public static String source(AlertTransition transition) {
    return MetricCatalogue.standard().metric(transition.metric()).technical() ? "ST" : "SP";
  }

  /** The categories that a viewer must be shown to see this alert. */
  public static Set<Category> categories(AlertTransition transition) {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    return catalogue.categories(catalogue.metric(transition.metric()));
  }
}
