package vigie.local.junit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.FlinkCluster;
import vigie.local.FlinkSettings;

/** Lends one real Flink cluster to all test classes of the JVM; the first one's settings count. */
public final class FlinkExtension implements BeforeAllCallback {

  private final List<String> jobClassPath;
  private final FlinkSettings settings;
  private @Nullable FlinkCluster cluster;

  /**
   * For a static field with {@code @RegisterExtension}.
   *
   * @param jobClassPath the jobs' classes and what they need beyond Flink
   * @param settings state backend, checkpoints, memory
   */
  public FlinkExtension(List<String> jobClassPath, FlinkSettings settings) {
    this.jobClassPath = List.copyOf(jobClassPath);
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    cluster = TestStack.shared(context, FlinkCluster.class, type -> started(context));
  }

  /** The cluster; tests that kill a process must leave it running. */
  public FlinkCluster cluster() {
    FlinkCluster started = cluster;
    if (started == null) {
      throw new IllegalStateException("register FlinkExtension as a static field");
    }
    return started;
  }

  private FlinkCluster started(ExtensionContext context) {
    TestStack stack = TestStack.of(context);
    FlinkCluster flink =
        new FlinkCluster(
            stack.ports(),
            stack.dataDir("flink"),
            stack.logDir(),
            jobClassPath,
            settings,
            Map.of());
    stack.start(flink.jobManager(), flink.taskManager());
    return flink;
  }
}
