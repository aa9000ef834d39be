package vigie.engine.simulation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.AlertInput;
import vigie.engine.Decisions;
import vigie.engine.EscalationPolicy;
import vigie.engine.InMemoryPatient;
import vigie.engine.PatientAlerts;
import vigie.engine.ReadingFate;
import vigie.engine.RuleBook;

/** The core as the job calls it. A planted {@link Defect} overrides what it breaks. */
class Core {
  private static final PatientAlerts TRUE = alerts(RuleCatalogue.defaults());

  private final PatientAlerts alerts;

  /** As it is. */
  Core() {
    this(TRUE);
  }

  Core(PatientAlerts alerts) {
    this.alerts = alerts;
  }

  static PatientAlerts alerts(List<Rule> rules) {
    return new PatientAlerts(new RuleBook(rules), EscalationPolicy.standard());
  }

  /** Takes what happened; of a reading says what became of it. */
  @Nullable ReadingFate take(InMemoryPatient memory, AlertInput input, long now, Decisions out) {
    switch (input.kind()) {
      case READING -> {
        return alerts.onReading(memory, Objects.requireNonNull(input.sample()), now, out);
      }
      case PROFILE -> alerts.onProfile(memory, Objects.requireNonNull(input.profile()), now, out);
      case ERASURE -> alerts.onErasure(memory, now, out);
      case COMMAND -> alerts.onCommand(memory, Objects.requireNonNull(input.command()), now, out);
      case DELIVERY ->
          alerts.onDelivery(memory, Objects.requireNonNull(input.delivery()), now, out);
      case DEVICE -> alerts.onDevice(memory, Objects.requireNonNull(input.device()), now, out);
    }
    return null;
  }

  /** A timer fired. */
  void wake(InMemoryPatient memory, long now, Decisions out) {
    alerts.onTime(memory, now, out);
  }

  /** Whether what fell due comes before an input that was appended then. */
  boolean comesFirst(long due, long appended) {
    return due <= appended;
  }

  /** A timer comes back with the state after a crash; null when there is none. */
  @Nullable Long restored(@Nullable Long timer) {
    return timer;
  }
}
