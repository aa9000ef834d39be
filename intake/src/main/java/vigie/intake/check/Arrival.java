package vigie.intake.check;

import java.time.Instant;
import java.util.Set;
import vigie.reading.Category;

/**
 * What the checks may know beside the reading.
 *
 * @param received when the gateway took the message
 * @param consents the categories that the patient has consented to from the device
 */
public record Arrival(Instant received, Set<Category> consents) {}
