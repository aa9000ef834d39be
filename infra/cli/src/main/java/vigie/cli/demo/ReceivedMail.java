package vigie.cli.demo;

import java.time.Instant;

/**
 * A mail that arrived.
 *
 * @param to the recipient's address
 * @param subject of the mail
 * @param text of the mail
 * @param arrived when
 */
public record ReceivedMail(String to, String subject, String text, Instant arrived) {}
