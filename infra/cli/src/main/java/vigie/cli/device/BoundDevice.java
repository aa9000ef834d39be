package vigie.cli.device;

import java.time.Duration;

/**
 * A device as a patient binds it.
 *
 * @param name short and unique for one patient, such as {@code cuff}
 * @param kind in the owner's words, such as {@code blood pressure cuff}
 * @param expectedInterval how often it measures
 */
public record BoundDevice(String name, String kind, Duration expectedInterval) {}
