package vigie.cli.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.cli.JsonOutput;
import vigie.cli.Targets;
import vigie.cli.stack.DataFolder;
import vigie.cli.stack.Progress;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackSettings;
import vigie.local.Ports;

/** {@code vigie demo}: starts everything, streams simulated patients, shows what happens. */
@Command(
    name = "demo",
    description = "starts everything and streams simulated patients until Ctrl-C",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int SMTP_PORT = 2525;
  private static final int WEBHOOK_PORT = 8085;
  private static final Duration CRITICAL_ESCALATION = Duration.ofSeconds(20);
  private static final Duration HIGH_ESCALATION = Duration.ofSeconds(40);
  private static final Duration NO_END = Duration.ofDays(365);

  private final DemoTimes times = new DemoTimes(ZoneId.systemDefault());

  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "stream for so long, then end; without it until Ctrl-C")
  private long seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "the same seed gives the same patients (${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "print each event as JSON, one a line")
  private boolean json;

  /** For picocli. */
  public DemoCommand() {}

  @Override
  public Integer call() {
    PrintStream info = json ? System.err : System.out;
    Progress progress = Progress.to(info);
    Thread running = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running, ended), "vigie-demo-end"));
    StackSettings base = data.settings();
    Ports ports = base.ports();
    StackSettings settings = base.with(demoVariables(ports));
    try (Stack stack = Stack.start(settings, progress)) {
      info.println("API          " + stack.addresses().api() + "/openapi.yaml");
      info.println("Flink        " + stack.addresses().flink());
      info.println("gateway      " + stack.addresses().gateway() + "/prometheus");
      info.println(
          "For the demo an unacknowledged alert goes to the emergency contact after "
              + CRITICAL_ESCALATION.toSeconds()
              + " s (CRITICAL) or "
              + HIGH_ESCALATION.toSeconds()
              + " s (HIGH) instead of 5 and 60 minutes.");
      Demo demo =
          new Demo(Targets.of(settings), Clock.systemUTC(), seed, progress::say, this::print);
      try {
        demo.run(
            ports.moved(SMTP_PORT),
            ports.moved(WEBHOOK_PORT),
            settings.secrets().secret("demo-webhook"),
            seconds > 0 ? Duration.ofSeconds(seconds) : NO_END);
      } finally {
        DemoStory.Totals totals = demo.totals();
        progress.say(
            "%d alerts, %d webhooks, %d mails, %d of them to the emergency contact"
                .formatted(
                    totals.alerts(), totals.webhooks(), totals.mails(), totals.contactMails()));
      }
    } catch (InterruptedException e) {
      // Ctrl-C: the stack has been closed above.
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private static Map<String, String> demoVariables(Ports ports) {
    return Map.of(
        "VIGIE_ESCALATION_CRITICAL",
        CRITICAL_ESCALATION.toString(),
        "VIGIE_ESCALATION_HIGH",
        HIGH_ESCALATION.toString(),
        "VIGIE_WEBHOOK_NETWORKS",
        "127.0.0.1/32",
        "VIGIE_SMTP_HOST",
        "127.0.0.1",
        "VIGIE_SMTP_PORT",
        Integer.toString(ports.moved(SMTP_PORT)),
        "VIGIE_SMTP_FROM",
        "vigie@vigie.example");
  }

  private static void end(Thread running, CountDownLatch ended) {
    running.interrupt();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(DemoEvent event) {
    Duration delay = event.delay();
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("kind", event.kind());
      line.put("at", event.at().toString());
      line.put("patient", event.patient());
      line.put("text", event.text());
      if (delay != null) {
        line.put("delayMillis", delay.toMillis());
        line.put("since", event.since());
      }
      System.out.println(JsonOutput.of(line));
      return;
    }
    Instant at = event.at();
    System.out.println(
        times.both(at)
            + "  "
            + event.kind()
            + "  "
            + event.patient()
            + "  "
            + event.text()
            + (delay == null
                ? ""
                : "  [" + DemoTimes.seconds(delay) + " after " + event.since() + "]"));
  }
}
