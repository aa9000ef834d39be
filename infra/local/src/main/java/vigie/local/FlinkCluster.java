package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Flink session cluster: a JobManager and a TaskManager as processes of their own,
 * checkpoints on disk. The jobs' classes are on the cluster's class path.
 *
 * <p>A killed TaskManager is replaced by starting it again; Flink then restarts the jobs itself. A
 * killed JobManager forgets its jobs: start it again and call {@link #ensureRunning} for each,
 * which continues from the newest checkpoint on disk.
 */
public final class FlinkCluster {

  /** States from which a job comes back by itself, or need not. */
  private static final Set<String> ALIVE =
      Set.of("INITIALIZING", "CREATED", "RUNNING", "RESTARTING", "RECONCILING", "FAILING");

  private static final Duration SAVEPOINT_POLL = Duration.ofMillis(50);

  private static final List<String> OPENS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "-Dlog4j2.configurationFile=classpath:vigie/log/flink-log4j2.properties",
          // Avro builds record classes by name only from packages named here.
          "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=vigie");

  private final ServerProcess jobManager;
  private final ServerProcess taskManager;
  private final FlinkRest rest;
  private final FlinkCheckpoints checkpoints;
  private final String url;

  /**
   * Describes a cluster; nothing runs yet.
   *
   * @param ports the stack's ports
   * @param dataDir the cluster's own folder, made when missing
   * @param logDir where {@code jobmanager.log} and {@code taskmanager.log} go
   * @param jobClassPath the jobs' classes and what they need beyond Flink, its Kafka connector,
   *     Avro and the PostgreSQL driver, which are there already
   * @param settings state backend, checkpoints, memory
   * @param environment the jobs' settings. Their programs run in the JobManager and find them
   *     there; as arguments, Flink's user interface would show passwords
   */
  public FlinkCluster(
      Ports ports,
      Path dataDir,
      Path logDir,
      List<String> jobClassPath,
      FlinkSettings settings,
      Map<String, String> environment) {
    Path data = dataDir.toAbsolutePath();
    Path conf = data.resolve("conf");
    this.url = "http://127.0.0.1:" + ports.flink();
    this.rest = new FlinkRest(ports.flink());
    this.checkpoints = new FlinkCheckpoints(data.resolve("checkpoints"));
    List<String> classPath = new ArrayList<>(ClassPaths.of("flink"));
    jobClassPath.stream().filter(entry -> !classPath.contains(entry)).forEach(classPath::add);
    Runnable preparation = () -> write(conf, data, settings.yaml(ports, data));
    this.jobManager =
        new ServerProcess(
            new ServerSpec(
                "jobmanager",
                List.of(ports.flink(), ports.jobManagerRpc(), ports.jobManagerBlob()),
                logDir.resolve("jobmanager.log"),
                preparation,
                JavaCommand.of(
                    options(
                        data,
                        "-Xms192m",
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1"),
                    classPath,
                    "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                    List.of("--configDir", conf.toString())),
                environment,
                "TERM",
                new FlinkReadiness(rest, false)));
    this.taskManager =
        new ServerProcess(
            new ServerSpec(
                "taskmanager",
                List.of(ports.taskManagerRpc(), ports.taskManagerData()),
                logDir.resolve("taskmanager.log"),
                preparation,
                JavaCommand.of(
                    options(
                        data,
                        "-Xms256m",
                        "-Xmx" + settings.heapMegabytes() + "m",
                        "-XX:MaxDirectMemorySize=" + settings.directMegabytes() + "m",
                        "-XX:MaxMetaspaceSize=" + FlinkSettings.METASPACE_MEGABYTES + "m"),
                    classPath,
                    "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                    List.of("--configDir", conf.toString())),
                Map.of(),
                "TERM",
                new FlinkReadiness(rest, true)));
  }

  /** The JobManager's process; ready when its REST API answers. */
  public ServerProcess jobManager() {
    return jobManager;
  }

  /** The TaskManager's process; ready when the JobManager has it registered. */
  public ServerProcess taskManager() {
    return taskManager;
  }

  /** The address of the user interface and REST API. */
  public String url() {
    return url;
  }

  /** Starts both processes side by side and waits for both. */
  public void start(Duration timeout) {
    jobManager.launch();
    taskManager.launch();
    jobManager.awaitReady(timeout);
    taskManager.awaitReady(timeout);
  }

  /** Kills both processes. */
  public void kill() {
    taskManager.kill();
    jobManager.kill();
  }

  /** Asks both processes to end, and kills what has not after the grace time. */
  public void stop(Duration grace) {
    jobManager.stop(grace);
    taskManager.stop(grace);
  }

  /**
   * Submits the job unless the JobManager has it already; continues from the job's newest complete
   * checkpoint on disk, when there is one.
   *
   * @return whether it was submitted now
   * @throws IOException when Flink does not answer or refuses; the message has Flink's reason
   */
  public boolean ensureRunning(FlinkJob job) throws IOException {
    Optional<String> state = rest.state(job.id());
    if (state.filter(ALIVE::contains).isPresent()) {
      return false;
    }
    rest.run(job, checkpoints.newest(job.id()));
    return true;
  }

  /**
   * Ends the job with a savepoint, from which {@link #restore} continues it, in this version or a
   * later one, with any parallelism.
   *
   * @param folder under which the savepoint gets a folder of its own
   * @return where the savepoint lies
   * @throws IOException when Flink does not answer, or wrote none within the time
   */
  public Path stop(FlinkJob job, Path folder, Duration timeout) throws IOException {
    String request = rest.stop(job.id(), folder);
    Instant until = Instant.now().plus(timeout);
    Optional<Path> savepoint = rest.savepoint(job.id(), request);
    while (savepoint.isEmpty()) {
      if (Instant.now().isAfter(until)) {
        throw new IOException("no savepoint of " + job.name() + " within " + timeout);
      }
      LockSupport.parkNanos(SAVEPOINT_POLL.toNanos());
      savepoint = rest.savepoint(job.id(), request);
    }
    return savepoint.get();
  }

  /**
   * Submits a job that begins with a savepoint; the savepoint stays as it is. A JobManager knows
   * the jobs that have ended: the one that goes on needs an id of its own.
   *
   * @throws IOException when Flink does not answer or refuses; the message has Flink's reason
   */
  public void restore(FlinkJob job, Path savepoint) throws IOException {
    rest.restore(job, savepoint);
  }

  /**
   * Whether all of the job's tasks run: it has its state and takes in records.
   *
   * @throws IOException when Flink does not answer
   */
  public boolean allTasksRun(FlinkJob job) throws IOException {
    return rest.allTasksRun(job.id());
  }

  /**
   * The job's state in Flink's words, for example RUNNING.
   *
   * @return empty when the JobManager does not know the job
   * @throws IOException when Flink does not answer
   */
  public Optional<String> state(FlinkJob job) throws IOException {
    return rest.state(job.id());
  }

  /**
   * When the job's last checkpoint was completed.
   *
   * @return empty when there was none since the JobManager started
   * @throws IOException when Flink does not answer
   */
  public Optional<Instant> lastCheckpoint(FlinkJob job) throws IOException {
    return rest.lastCheckpoint(job.id());
  }

  private static List<String> options(Path data, String... own) {
    List<String> options = new ArrayList<>(List.of(own));
    options.addAll(OPENS);
    options.add("-Djava.io.tmpdir=" + data.resolve("tmp"));
    return options;
  }

  private static void write(Path conf, Path data, String yaml) {
    try {
      for (Path folder : List.of(conf, data.resolve("tmp"), data.resolve("web"))) {
        Files.createDirectories(folder);
      }
      Path fresh = Files.createTempFile(conf, "config", ".new");
      Files.writeString(fresh, yaml);
      Files.move(
          fresh,
          conf.resolve("config.yaml"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write Flink's configuration to " + conf, e);
    }
  }
}
