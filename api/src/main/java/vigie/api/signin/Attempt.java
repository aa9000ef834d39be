package vigie.api.signin;

/**
 * Where an attempt to prove who one is comes from, for counting and for the audit.
 *
 * @param address of the sender, whole: failures are counted by it, and forgotten after a day
 * @param route method and path template
 * @param requestId of the request
 */
record Attempt(String address, String route, String requestId) {}
