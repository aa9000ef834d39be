package vigie.engine.trial;

import java.time.Instant;
import java.util.UUID;
import vigie.alert.Severity;

/**
 * An alert that a trial's rules make.
 *
 * @param alert its id, as it would be
 * @param family of its rules
 * @param severity the highest it had
 * @param onset the first reading beyond the limit
 * @param opened the reading that confirmed it
 * @param delaySeconds from the first reading beyond the limit to the decision, with the time that
 *     readings took to arrive
 * @param retrospective whether no reading in breach was fresh: it would have paged nobody
 * @param occurrences how often the condition was there within it
 * @param ofRule whether the rule on trial gave it its severity at some time
 */
public record TrialAlert(
    UUID alert,
    String family,
    Severity severity,
    Instant onset,
    Instant opened,
    double delaySeconds,
    boolean retrospective,
    int occurrences,
    boolean ofRule) {}
