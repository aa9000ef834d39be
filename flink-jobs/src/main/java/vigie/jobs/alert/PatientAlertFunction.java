package vigie.jobs.alert;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.AlertInput;
import vigie.engine.Decisions;
import vigie.engine.Escalation;
import vigie.engine.EscalationPolicy;
import vigie.engine.PatientAlerts;
import vigie.engine.PatientKey;
import vigie.engine.PipelineDelay;
import vigie.engine.ReadingFate;
import vigie.engine.RuleBook;
import vigie.engine.Suppression;
import vigie.engine.sample.Sample;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.RecordType;

/**
 * Runs {@link PatientAlerts} for each patient: fetches the memory, asks, emits, sets the timer.
 * Readings counted by their fate add up to the readings taken in.
 *
 * <p>An input is decided as of the time at which it was appended to its topic, and what fell due
 * before it as of the time at which it was due. So inputs that are read again in the same order
 * lead to the same decisions, whenever that is.
 */
public final class PatientAlertFunction
    extends KeyedBroadcastProcessFunction<PatientKey, AlertInput, Rule, AlertTransition>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** The rules as they came by their topic. */
  static final MapStateDescriptor<String, Rule> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, new FlinkRecordTypeInfo<>(RecordType.RULE));

  /** Where notifications go. */
  static final OutputTag<Notification> NOTIFICATIONS =
      new OutputTag<>("notifications", new FlinkRecordTypeInfo<>(RecordType.NOTIFICATION));

  private final Escalation escalation;
  private transient @Nullable Running running;

  /** What lives as long as the operator runs. */
  private static final class Running {
    final RuleBook rules = new RuleBook(RuleCatalogue.defaults());
    final PatientAlerts alerts;
    final Decisions decisions = new Decisions();
    final FlinkPatientMemory memory;
    final Map<ReadingFate, Counter> fates = new EnumMap<>(ReadingFate.class);
    final Map<Cause, Counter> causes = new EnumMap<>(Cause.class);
    final Map<Notification.Reason, Counter> reasons = new EnumMap<>(Notification.Reason.class);
    final Map<Suppression, Counter> suppressed = new EnumMap<>(Suppression.class);
    final Counter unknownCommands;
    final Counter withoutRecipient;
    final Counter withoutProfile;
    final PipelineDelay delay = new PipelineDelay();
    final Counter behindWatermark;
    CatchUp catchUp = new CatchUp(Long.MIN_VALUE);
    boolean rulesRestored;

    Running(Escalation escalation, FlinkPatientMemory memory, MetricGroup metrics) {
      this.alerts = new PatientAlerts(rules, new EscalationPolicy(escalation));
      this.memory = memory;
      for (ReadingFate fate : ReadingFate.values()) {
        fates.put(fate, metrics.addGroup("fate", fate.name()).counter("readings"));
      }
      for (Cause cause : Cause.values()) {
        causes.put(cause, metrics.addGroup("cause", cause.name()).counter("transitions"));
      }
      for (Notification.Reason reason : Notification.Reason.values()) {
        reasons.put(reason, metrics.addGroup("reason", reason.name()).counter("notifications"));
      }
      for (Suppression reason : Suppression.values()) {
        suppressed.put(reason, metrics.addGroup("reason", reason.name()).counter("suppressed"));
      }
      unknownCommands = metrics.counter("unknownCommands");
      withoutRecipient = metrics.counter("withoutRecipient");
      withoutProfile = metrics.counter("withoutProfile");
      metrics.gauge("degraded", () -> delay.degraded() ? 1 : 0);
      behindWatermark = metrics.counter("readingsBehindWatermark");
    }
  }

  /** A function that escalates after these times. */
  public PatientAlertFunction(Escalation escalation) {
    this.escalation = escalation;
  }

  @Override
  public void open(OpenContext context) {
    running =
        new Running(
            escalation,
            new FlinkPatientMemory(getRuntimeContext()),
            getRuntimeContext().getMetricGroup());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // All state is keyed or broadcast, and Flink's to restore.
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    if (running != null) {
      running.memory.letGo();
    }
  }

  @Override
  public void processElement(
      AlertInput input, ReadOnlyContext context, Collector<AlertTransition> out) throws Exception {
    long clock = context.timerService().currentProcessingTime();
    Running run = running(context.getBroadcastState(RULES), clock);
    run.memory.turnTo(input.patient());
    long appended = appended(context, clock);
    run.catchUp.read(appended, clock);
    long now = pass(run, appended, clock, context, out);
    run.decisions.clock = clock;
    switch (input.kind()) {
      case READING -> {
        Sample sample = Objects.requireNonNull(input.sample());
        if (sample.effective < context.currentWatermark()) {
          run.behindWatermark.inc();
        }
        ReadingFate fate = run.alerts.onReading(run.memory, sample, now, run.decisions);
        Objects.requireNonNull(run.fates.get(fate)).inc();
        run.delay.decided(sample.received, clock);
      }
      case PROFILE ->
          run.alerts.onProfile(
              run.memory, Objects.requireNonNull(input.profile()), now, run.decisions);
      case ERASURE -> run.alerts.onErasure(run.memory, now, run.decisions);
      case COMMAND ->
          run.alerts.onCommand(
              run.memory, Objects.requireNonNull(input.command()), now, run.decisions);
      case DELIVERY ->
          run.alerts.onDelivery(
              run.memory, Objects.requireNonNull(input.delivery()), now, run.decisions);
      case DEVICE ->
          run.alerts.onDevice(
              run.memory, Objects.requireNonNull(input.device()), now, run.decisions);
    }
    emit(run, now, context, out);
  }

  /** Kafka's records have a time; what has none is decided as of now. */
  private static long appended(ReadOnlyContext context, long clock) {
    Long time = context.timestamp();
    return time == null || time < 0 ? clock : time;
  }

  @Override
  public void processBroadcastElement(Rule rule, Context context, Collector<AlertTransition> out)
      throws Exception {
    BroadcastState<String, Rule> state = context.getBroadcastState(RULES);
    if (running(state, context.currentProcessingTime()).rules.accept(rule)) {
      state.put(rule.id(), rule);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AlertTransition> out)
      throws Exception {
    long clock = Math.max(time, context.timerService().currentProcessingTime());
    Running run = running(context.getBroadcastState(RULES), clock);
    run.memory.turnTo(context.getCurrentKey());
    if (run.catchUp.holdsBack(clock)) {
      context.timerService().registerProcessingTimeTimer(run.catchUp.until());
    } else {
      pass(run, clock, clock, context, out);
    }
  }

  /**
   * Decides what falls due up to a time, each as of its own: it comes before what is appended then.
   *
   * @return as of when the patient's next input is decided: then, or later if the patient's time
   *     has gone on further
   */
  private static long pass(
      Running run,
      long until,
      long clock,
      ReadOnlyContext context,
      Collector<AlertTransition> out) {
    Long due = run.memory.wakeAt();
    long now = due == null ? until : run.memory.seen();
    while (due != null && due <= until) {
      now = Math.max(now, due);
      context.timerService().deleteProcessingTimeTimer(due);
      run.memory.wakeAt(null);
      run.decisions.clock = clock;
      run.alerts.onTime(run.memory, now, run.decisions);
      emit(run, now, context, out);
      due = run.memory.wakeAt();
    }
    return Math.max(until, now);
  }

  private static void emit(
      Running run, long now, ReadOnlyContext context, Collector<AlertTransition> out) {
    Decisions decisions = run.decisions;
    for (AlertTransition transition : decisions.transitions) {
      out.collect(transition);
      Objects.requireNonNull(run.causes.get(transition.cause())).inc();
    }
    for (Notification notification : decisions.notifications) {
      context.output(NOTIFICATIONS, notification);
      Objects.requireNonNull(run.reasons.get(notification.reason())).inc();
    }
    for (Suppression reason : decisions.suppressed) {
      Objects.requireNonNull(run.suppressed.get(reason)).inc();
    }
    run.withoutRecipient.inc(decisions.withoutRecipient);
    run.withoutProfile.inc(decisions.withoutProfile);
    run.unknownCommands.inc(decisions.unknownCommands);
    if (decisions.timesChanged || decisions.commandsWait) {
      setTimer(run, context);
    }
    if (decisions.timesChanged
        || !decisions.transitions.isEmpty()
        || !decisions.notifications.isEmpty()) {
      // Where nothing is due nothing can come in the wrong order.
      run.memory.seen(run.memory.wakeAt() == null ? null : now);
    }
    decisions.clear();
  }

  private static void setTimer(Running run, ReadOnlyContext context) {
    long wanted = PatientAlerts.wakeAt(run.memory);
    Long set = run.memory.wakeAt();
    if (set != null && set == wanted) {
      return;
    }
    if (set != null) {
      context.timerService().deleteProcessingTimeTimer(set);
    }
    if (wanted == Long.MAX_VALUE) {
      run.memory.wakeAt(null);
    } else {
      context.timerService().registerProcessingTimeTimer(wanted);
      run.memory.wakeAt(wanted);
    }
  }

  /** Broadcast state can be read only with an input at hand, not when the operator opens. */
  private Running running(ReadOnlyBroadcastState<String, Rule> state, long now) throws Exception {
    Running run = Objects.requireNonNull(running, "open comes first");
    if (!run.rulesRestored) {
      for (Map.Entry<String, Rule> entry : state.immutableEntries()) {
        run.rules.accept(entry.getValue());
      }
      run.alerts.listen(now);
      run.catchUp = new CatchUp(now);
      run.rulesRestored = true;
    }
    return run;
  }
}
