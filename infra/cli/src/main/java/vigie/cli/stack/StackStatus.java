package vigie.cli.stack;

import java.util.List;
import java.util.Map;

/**
 * A stack as its parts tell it now.
 *
 * @param state "starting", "ready", "stopping", or "stopped" when no stack runs
 * @param data its data folder
 * @param portOffset its port offset
 * @param pid the process that keeps the parts; 0 when stopped
 * @param parts its parts
 * @param lag records not yet taken, by Kafka consumer group; as of each group's last commit, for a
 *     Flink job its last checkpoint
 * @param lastReading when the newest accepted reading was received, ISO-8601 UTC; empty when none
 * @param jobs the Flink jobs
 * @param problems what could not be asked, and why
 */
record StackStatus(
    String state,
    String data,
    int portOffset,
    long pid,
    List<PartState> parts,
    Map<String, Long> lag,
    String lastReading,
    List<JobStatus> jobs,
    List<String> problems) {}
