package vigie.cli.demo;

import java.time.Instant;

/**
 * A webhook call that arrived.
 *
 * @param body JSON
 * @param signed whether its signature is that of the shared secret
 * @param arrived when
 */
public record ReceivedWebhook(String body, boolean signed, Instant arrived) {}
