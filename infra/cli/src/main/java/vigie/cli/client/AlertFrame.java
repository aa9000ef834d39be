package vigie.cli.client;

import java.time.Instant;
import java.util.UUID;

/**
 * One transition of an alert as the live feed tells it; the fields are those of {@link
 * vigie.alert.AlertTransition}.
 *
 * @param state what people are shown of it, such as ESCALATED; see {@link vigie.alert.AlertState}
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
    String metric,
    String condition,
    double value,
    String unit,
    Instant onset,
    Instant at,
    Instant decidedAt,
    boolean retrospective) {}
