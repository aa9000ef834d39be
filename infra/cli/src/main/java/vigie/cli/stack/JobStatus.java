package vigie.cli.stack;

/**
 * A Flink job as Flink tells it.
 *
 * @param name the job's name
 * @param id Flink's id of it, 32 hexadecimal digits
 * @param state Flink's word: RUNNING, RESTARTING, …
 * @param lastCheckpoint when the newest checkpoint was completed, ISO-8601 UTC; empty when none was
 * @param restarts how often Flink restarted it, since its JobManager runs
 */
record JobStatus(String name, String id, String state, String lastCheckpoint, long restarts) {}
