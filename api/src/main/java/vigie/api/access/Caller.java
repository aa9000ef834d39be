package vigie.api.access;

/**
 * Who makes this request, what for, and how it stands in the audit.
 *
 * @param actor the person
 * @param purpose what for, as the request says
 * @param route method and path template, such as {@code GET /patients/{id}/latest}
 * @param requestId tells this request from others in audit and log
 * @param proof how they proved who they are
 */
public record Caller(Actor actor, Purpose purpose, String route, String requestId, Proof proof) {}
