package vigie.cli.client;

/**
 * One event of a live feed.
 *
 * @param id its place in the feed
 * @param event its kind: {@code alert} or {@code reading}
 * @param data JSON
 */
public record ServerEvent(String id, String event, String data) {}
