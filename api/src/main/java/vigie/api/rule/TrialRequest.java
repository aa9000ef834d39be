package vigie.api.rule;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to try on whom.
 *
 * @param rule the candidate, written as for a change; it needs no reason
 * @param patients whose readings; the caller must be allowed to see all that the rule looks at
 * @param from first time of the period, inclusive
 * @param to last, exclusive
 * @param history how far before the period readings are judged too, ISO 8601, at most P60D; P30D
 *     unless given
 * @param answerAfter how long after a severe alert asks for it somebody acknowledges it, ISO 8601;
 *     PT10M unless given
 */
@Serdeable
record TrialRequest(
    @Schema(implementation = RuleBody.class) Map<String, Object> rule,
    List<UUID> patients,
    Instant from,
    Instant to,
    @Nullable String history,
    @Nullable String answerAfter) {}
