package vigie.cli.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import vigie.cli.stack.RunningParts;
import vigie.cli.stack.StackParts;

/** What a burst watches, asked of the running stack. */
final class StackGauges implements Burst.Gauges {
  private static final List<String> PARTS =
      List.of(StackParts.MQTT, StackParts.GATEWAY, StackParts.KAFKA, StackParts.TASK_MANAGER);

  private final LongSupplier sent;
  private final KafkaReadings kafka;
  private final LongSupplier stored;
  private final Map<String, Long> pids = new LinkedHashMap<>();

  /**
   * Of the parts as they run now.
   *
   * @param sent good readings sent so far
   * @param kafka closed with this
   * @param stored readings of this run in the store
   */
  StackGauges(LongSupplier sent, KafkaReadings kafka, LongSupplier stored, RunningParts parts) {
    this.sent = sent;
    this.kafka = kafka;
    this.stored = stored;
    PARTS.forEach(part -> pids.put(part, parts.pid(part)));
  }

  @Override
  public long sent() {
    return sent.getAsLong();
  }

  @Override
  public long atKafka() throws InterruptedException {
    return kafka.count();
  }

  @Override
  public long inStore() {
    return stored.getAsLong();
  }

  @Override
  public Map<String, Long> residentKib() {
    Map<String, Long> resident = new LinkedHashMap<>();
    pids.forEach((part, pid) -> resident.put(part, ResidentMemory.kibOf(pid)));
    resident.put("together", resident.values().stream().mapToLong(Long::longValue).sum());
    return resident;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
