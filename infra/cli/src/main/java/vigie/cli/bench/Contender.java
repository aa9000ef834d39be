package vigie.cli.bench;

import java.time.Duration;
import vigie.local.ServerProcess;

/**
 * One that takes messages from MQTT to Kafka.
 *
 * @param name as it is shown
 * @param process it runs in, alone
 * @param topic that it writes to
 * @param records that one message becomes in its topic
 */
record Contender(String name, ServerProcess process, String topic, int records) {

  /** The processor time of its process until now. */
  Duration cpu() {
    return ProcessHandle.of(process.pid())
        .flatMap(each -> each.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("the processor time of " + name + " is gone"));
  }
}
