package vigie.cli.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the demo saw.
 *
 * @param kind alert, webhook, mail
 * @param at when it was seen
 * @param patient the patient's name as messages say it; empty when not known
 * @param text what happened
 * @param delay since what caused it; null when that is not known, as for readings of the history
 * @param since what the delay is counted from
 */
public record DemoEvent(
    String kind, Instant at, String patient, String text, @Nullable Duration delay, String since) {}
