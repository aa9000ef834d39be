package vigie.cli.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A physician's own numbers for one rule and one patient; null leaves what the rule says.
 *
 * @param ruleId which rule
 * @param limit in the metric's canonical unit
 * @param clear in the metric's canonical unit
 * @param hold how long the limit must be passed
 * @param clearHold how long the clear limit must be met
 * @param reason in the physician's words
 */
public record NewLimit(
    String ruleId,
    @Nullable Double limit,
    @Nullable Double clear,
    @Nullable Duration hold,
    @Nullable Duration clearHold,
    String reason) {}
