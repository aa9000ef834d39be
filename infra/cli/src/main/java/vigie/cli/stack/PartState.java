package vigie.cli.stack;

/**
 * What a stack says of one of its parts.
 *
 * @param name the part's name
 * @param state "starting", "ready", "restarting" or "stopped"
 * @param pid its process id, or 0 before its first start
 * @param address where it serves
 * @param since when its process was started, ISO-8601 UTC; empty before its first start
 * @param restarts how often it was started again after it died
 * @param log its log file
 */
record PartState(
    String name, String state, long pid, String address, String since, int restarts, String log) {}
