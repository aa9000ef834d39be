package vigie.engine;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long an alert may stay unacknowledged before the emergency contact is told; the other times
 * of its route follow in proportion, see {@link EscalationPolicy}.
 *
 * @param critical of severity CRITICAL
 * @param high of severity HIGH
 */
public record Escalation(Duration critical, Duration high) implements Serializable {}
