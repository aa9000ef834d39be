package vigie.jobs.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.engine.AlertInput;
import vigie.engine.Escalation;
import vigie.engine.PatientKey;

/** The patient's operator with a clock in the test's hand. */
final class AlertHarness {
  private static final int CHECKPOINT_BYTES = 1 << 20;

  private KeyedBroadcastOperatorTestHarness<PatientKey, AlertInput, Rule, AlertTransition> harness;

  AlertHarness() throws Exception {
    harness = fresh();
    harness.open();
  }

  /** The operator fails, and another goes on from its state at this time. */
  void restoredAt(Instant time) throws Exception {
    restoredAt(time, checkpoint());
  }

  OperatorSubtaskState checkpoint() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** A checkpoint that is written out when asked for, as Flink does it while readings go on. */
  Callable<OperatorSubtaskState> begunCheckpoint() throws Exception {
    OperatorSnapshotFutures begun =
        harness
            .getOperator()
            .snapshotState(
                1,
                1,
                CheckpointOptions.forCheckpointWithDefaultLocation(),
                new MemCheckpointStreamFactory(CHECKPOINT_BYTES));
    return () -> OperatorSnapshotFinalizer.create(begun).getJobManagerOwnedState();
  }

  /** The operator fails, and another goes on at this time from an earlier state. */
  void restoredAt(Instant time, OperatorSubtaskState snapshot) throws Exception {
    harness.close();
    harness = fresh();
    harness.initializeState(snapshot);
    harness.open();
    at(time);
  }

  /** One that is not open yet and has no state. */
  static KeyedBroadcastOperatorTestHarness<PatientKey, AlertInput, Rule, AlertTransition> fresh()
      throws Exception {
    PatientAlertFunction function =
        new PatientAlertFunction(new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60)));
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(function, List.of(PatientAlertFunction.RULES)),
        AlertInput::patient,
        TypeInformation.of(PatientKey.class),
        1,
        1,
        0);
  }

  void at(Instant time) throws Exception {
    harness.setProcessingTime(time.toEpochMilli());
  }

  /** Something that was appended just now. */
  void process(AlertInput input) throws Exception {
    harness.processElement(input, harness.getProcessingTime());
  }

  /** Something that was appended then and is read now. */
  void process(AlertInput input, Instant appended) throws Exception {
    harness.processElement(input, appended.toEpochMilli());
  }

  void process(List<AlertInput> inputs) throws Exception {
    for (AlertInput input : inputs) {
      process(input);
    }
  }

  /** A rule for everybody. */
  void process(Rule rule) throws Exception {
    harness.processBroadcastElement(rule, harness.getProcessingTime());
  }

  List<AlertTransition> alerts() {
    return harness.extractOutputValues();
  }

  List<Notification> notifications() {
    var output = harness.getSideOutput(PatientAlertFunction.NOTIFICATIONS);
    return output == null ? List.of() : output.stream().map(r -> r.getValue()).toList();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  int stateEntries() {
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
    return ((HeapKeyedStateBackend<?>) (Object) operator.getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  void close() throws Exception {
    harness.close();
  }
}
