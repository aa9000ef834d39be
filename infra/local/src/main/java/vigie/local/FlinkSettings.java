package vigie.local;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What one may choose about a Flink cluster.
 *
 * @param stateBackend {@code hashmap} (on the heap, fastest) or {@code rocksdb} (for state that
 *     outgrows the heap)
 * @param checkpointInterval between the starts of two checkpoints
 * @param slots how many parallel pipelines the TaskManager runs
 * @param taskHeapMegabytes the heap for the jobs
 */
public record FlinkSettings(
    String stateBackend, Duration checkpointInterval, int slots, int taskHeapMegabytes) {

  static final int FRAMEWORK_HEAP_MEGABYTES = 96;
  static final int METASPACE_MEGABYTES = 192;
  private static final int FRAMEWORK_OFF_HEAP_MEGABYTES = 64;
  private static final int TASK_OFF_HEAP_MEGABYTES = 64;
  private static final int NETWORK_MEGABYTES = 64;
  private static final int MANAGED_MEGABYTES_ROCKSDB = 256;
  private static final int MANAGED_MEGABYTES_HEAP = 8;

  /** State on the heap, a checkpoint each second, four slots, 384 MB for the jobs. */
  public static final FlinkSettings DEFAULT =
      new FlinkSettings("hashmap", Duration.ofSeconds(1), 4, 384);

  /** Checks the values. */
  public FlinkSettings {
    if (!stateBackend.equals("hashmap") && !stateBackend.equals("rocksdb")) {
      throw new IllegalArgumentException(
          "stateBackend must be hashmap or rocksdb, but is '" + stateBackend + "'");
    }
    if (slots < 1 || taskHeapMegabytes < 64) {
      throw new IllegalArgumentException("slots must be at least 1, taskHeapMegabytes at least 64");
    }
  }

  /** The TaskManager's heap. */
  int heapMegabytes() {
    return FRAMEWORK_HEAP_MEGABYTES + taskHeapMegabytes;
  }

  /** The TaskManager's direct memory. */
  int directMegabytes() {
    return FRAMEWORK_OFF_HEAP_MEGABYTES + TASK_OFF_HEAP_MEGABYTES + NETWORK_MEGABYTES;
  }

  /**
   * Flink's configuration file. It says the memory that Flink's own start scripts would compute.
   */
  String yaml(Ports ports, Path data) {
    int managed =
        stateBackend.equals("rocksdb") ? MANAGED_MEGABYTES_ROCKSDB : MANAGED_MEGABYTES_HEAP;
    return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %1$d
        jobmanager.bind-host: 127.0.0.1
        blob.server.port: '%2$d'
        blob.storage.directory: %7$s/blob
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %3$d
        rest.bind-port: '%3$d'
        web.tmpdir: %7$s/web
        web.upload.dir: %7$s/web
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.rpc.port: '%4$d'
        taskmanager.data.port: %5$d
        # A restarted TaskManager takes its predecessor's place at once.
        taskmanager.resource-id: taskmanager-1
        taskmanager.numberOfTaskSlots: %6$d
        taskmanager.cpu.cores: %6$d.0
        taskmanager.memory.framework.heap.size: %8$dm
        taskmanager.memory.task.heap.size: %9$dm
        taskmanager.memory.framework.off-heap.size: %10$dm
        taskmanager.memory.task.off-heap.size: %11$dm
        taskmanager.memory.network.min: %12$dm
        taskmanager.memory.network.max: %12$dm
        taskmanager.memory.managed.size: %13$dm
        taskmanager.memory.jvm-metaspace.size: %14$dm
        taskmanager.memory.jvm-overhead.min: 128m
        taskmanager.memory.jvm-overhead.max: 128m
        io.tmp.dirs: %7$s/tmp
        state.backend.type: %15$s
        execution.checkpointing.dir: file://%7$s/checkpoints
        execution.checkpointing.savepoint-dir: file://%7$s/savepoints
        execution.checkpointing.interval: %16$d ms
        execution.checkpointing.timeout: 1 min
        execution.checkpointing.num-retained: 3
        execution.checkpointing.tolerable-failed-checkpoints: 1000000
        execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 2147483647
        restart-strategy.fixed-delay.delay: 1 s
        heartbeat.interval: 1000
        heartbeat.timeout: 8000
        pekko.ask.timeout: 30 s
        classloader.check-leaked-classloader: false
        """
        .formatted(
            ports.jobManagerRpc(),
            ports.jobManagerBlob(),
            ports.flink(),
            ports.taskManagerRpc(),
            ports.taskManagerData(),
            slots,
            data,
            FRAMEWORK_HEAP_MEGABYTES,
            taskHeapMegabytes,
            FRAMEWORK_OFF_HEAP_MEGABYTES,
            TASK_OFF_HEAP_MEGABYTES,
            NETWORK_MEGABYTES,
            managed,
            METASPACE_MEGABYTES,
            stateBackend,
            checkpointInterval.toMillis());
  }
}
