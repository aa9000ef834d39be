package vigie.intake.decode;

import vigie.reading.RejectionReason;

/**
 * Why something is refused.
 *
 * @param reason the kind
 * @param detail in words: field and rule, as exact as lets somebody mend it
 */
public record Refusal(RejectionReason reason, String detail) {}
