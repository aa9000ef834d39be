package vigie.cli.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks a running stack, from whatever process, how it is. A part that does not answer is named. */
final class StackInquiry {

  private final StackSettings settings;

  StackInquiry(StackSettings settings) {
    this.settings = settings;
  }

  StackStatus ask() throws InterruptedException {
    var state = new JsonStateFile(settings.data()).read();
    String folder = settings.data().toString();
    if (state.isEmpty()
        || !ProcessAge.runs(state.orElseThrow().pid(), state.orElseThrow().since())) {
      return new StackStatus(
          "stopped",
          folder,
          settings.ports().offset(),
          0,
          List.of(),
          Map.of(),
          "",
          List.of(),
          List.of());
    }
    StackState known = state.orElseThrow();
    Addresses at =
        Addresses.of(
            settings.with(Map.of("VIGIE_PORT_OFFSET", Integer.toString(known.portOffset()))));
    List<String> problems = new ArrayList<>();
    Map<String, Long> lag = new TreeMap<>();
    String lastReading = "";
    if (isReady(known, StackParts.KAFKA)) {
      try (KafkaFlow flow = new KafkaFlow(at.kafka())) {
        lag.putAll(flow.lag());
        lastReading = flow.lastReading().map(Object::toString).orElse("");
      } catch (ExecutionException | TimeoutException e) {
        problems.add("lag and last reading, for Kafka does not answer: " + e.getMessage());
      }
    }
    List<JobStatus> jobs = new ArrayList<>();
    if (isReady(known, StackParts.JOB_MANAGER)) {
      try {
        jobs.addAll(new HttpFlinkRest(at.flink()).jobs());
      } catch (IOException e) {
        problems.add("jobs and checkpoints, for Flink does not answer: " + e.getMessage());
      }
    }
    return new StackStatus(
        known.state(),
        folder,
        known.portOffset(),
        known.pid(),
        known.parts(),
        lag,
        lastReading,
        jobs,
        problems);
  }

  private static boolean isReady(StackState state, String part) {
    return state.parts().stream().anyMatch(p -> p.name().equals(part) && p.state().equals("ready"));
  }
}
