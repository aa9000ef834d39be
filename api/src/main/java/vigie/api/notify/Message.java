package vigie.api.notify;

import java.util.UUID;

/**
 * What one recipient is told, ready for every channel.
 *
 * @param notification id of the notification, or of whatever else is told: the same message sent
 *     again has the same
 * @param subject one line
 * @param text plain text, lines ended by {@code \n}
 * @param json the webhook's body, and the payload over MQTT and on a stream
 */
public record Message(UUID notification, String subject, String text, String json) {}
