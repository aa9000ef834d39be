package vigie.cli.client;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transition of an alert as the live feed tells it; the fields are those of {@link
 * vigie.alert.AlertTransition}.
 *
 * @param state what people are shown of it, such as ESCALATED; see {@link vigie.alert.AlertState}
 * @param limitVersion of the patient's own limit; null when the rule's numbers stand
 * @param unit of the value, canonical
 */
public record AlertFrame(
    UUID alert,
    int sequence,
    UUID patient,
    String family,
    String state,
    String cause,
    String severity,
    String rule,
    @Nullable Integer limitVersion,
    String metric,
    String condition,
    double value,
    String unit,
    Instant onset,
    Instant at,
    Instant decidedAt,
    boolean retrospective) {}
