package vigie.api.access;

/**
 * Who makes this request, and how it stands in the audit.
 *
 * @param actor the person
 * @param route method and path template, such as {@code GET /patients/{id}/latest}
 * @param requestId tells this request from others in audit and log
 */
public record Caller(Actor actor, String route, String requestId) {}
