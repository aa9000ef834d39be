package vigie.api.alarm;

import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether patients are watched as they should be: what operators are alarmed about and clinicians
 * must know as well (TK-6), for an alert may be late or missing meanwhile. Safe for many threads.
 */
@Singleton
public final class Monitoring {
  private final Set<AlarmCause> faults = EnumSet.noneOf(AlarmCause.class);
  private volatile Set<AlarmCause> degradedBy = Set.of();

  /** How it stands with this cause. */
  synchronized void note(AlarmCause cause, boolean wrong) {
    if (cause.degradesMonitoring() && (wrong ? faults.add(cause) : faults.remove(cause))) {
      degradedBy =
          faults.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(faults));
    }
  }

  /** By what it is degraded now; empty while nothing is known to be wrong. */
  public Set<AlarmCause> degradedBy() {
    return degradedBy;
  }
}
