package vigie.jobs.alert;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.device.DeviceBinding;
import vigie.engine.AlertInput;
import vigie.engine.DeviceNews;
import vigie.engine.Escalation;
import vigie.engine.PatientKey;
import vigie.engine.sample.Sample;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.RecordType;

/**
 * The graph: everything about a patient meets in one operator, with the rules broadcast to all.
 * Uids are part of every savepoint and never change.
 *
 * @param readings accepted readings
 * @param profiles patients' profiles and tombstones
 * @param commands what people did about alerts
 * @param deliveries what became of notifications
 * @param bindings to whom devices belong
 * @param statuses how devices fare
 * @param refusals values of devices that were refused
 * @param rules rules as data
 * @param alerts where transitions go
 * @param notifications where notifications go
 * @param escalation when nobody acknowledges
 */
public record AlertTopology(
    Source<AlertInput, ?, ?> readings,
    Source<AlertInput, ?, ?> profiles,
    Source<AlertInput, ?, ?> commands,
    Source<AlertInput, ?, ?> deliveries,
    Source<DeviceBinding, ?, ?> bindings,
    Source<AlertInput, ?, ?> statuses,
    Source<AlertInput, ?, ?> refusals,
    Source<Rule, ?, ?> rules,
    Sink<AlertTransition> alerts,
    Sink<Notification> notifications,
    Escalation escalation) {
  private static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(2);
  private static final Duration IDLENESS = Duration.ofMinutes(1);

  /** Adds the graph to the environment. */
  public void build(StreamExecutionEnvironment env) {
    DataStream<AlertInput> inputs =
        readings(env)
            .union(
                untimed(env, profiles, "profiles"),
                untimed(env, commands, "commands"),
                untimed(env, deliveries, "deliveries"),
                bindings(env),
                untimed(env, statuses, "statuses"),
                untimed(env, refusals, "refusals"));
    SingleOutputStreamOperator<AlertTransition> transitions =
        inputs
            .keyBy(AlertInput::patient, TypeInformation.of(PatientKey.class))
            .connect(
                env.fromSource(rules, AlertTopology.<Rule>noTime(), "rules")
                    .uid("rules")
                    .setParallelism(1)
                    .broadcast(PatientAlertFunction.RULES))
            .process(new PatientAlertFunction(escalation))
            .returns(new FlinkRecordTypeInfo<>(RecordType.ALERT))
            .uid("patient-alerts")
            .name("patient alerts");
    transitions.sinkTo(alerts).uid("alerts-sink").name("alerts");
    transitions
        .getSideOutput(PatientAlertFunction.NOTIFICATIONS)
        .sinkTo(notifications)
        .uid("notifications-sink")
        .name("notifications");
  }

  private DataStream<AlertInput> readings(StreamExecutionEnvironment env) {
    WatermarkStrategy<AlertInput> measured =
        WatermarkStrategy.<AlertInput>forGenerator(context -> new Measured())
            .withIdleness(IDLENESS);
    return env.fromSource(readings, measured, "readings", new FlinkAlertInputTypeInfo())
        .uid("readings");
  }

  /** One binding concerns its patient, and those who had the device before. */
  private DataStream<AlertInput> bindings(StreamExecutionEnvironment env) {
    return env.fromSource(bindings, AlertTopology.<DeviceBinding>noTime(), "bindings")
        .uid("bindings")
        .flatMap(
            (FlatMapFunction<DeviceBinding, AlertInput>)
                (binding, out) -> DeviceNews.of(binding).forEach(out::collect))
        .returns(new FlinkAlertInputTypeInfo())
        .uid("bindings-by-patient")
        .name("bindings by patient");
  }

  private static DataStream<AlertInput> untimed(
      StreamExecutionEnvironment env, Source<AlertInput, ?, ?> source, String name) {
    return env.fromSource(
            source, AlertTopology.<AlertInput>noTime(), name, new FlinkAlertInputTypeInfo())
        .uid(name);
  }

  /** Idle at once, so that it never holds back the readings' event time. */
  private static <T> WatermarkStrategy<T> noTime() {
    return WatermarkStrategy.<T>noWatermarks().withIdleness(Duration.ofMillis(1));
  }

  /**
   * Event time is when readings were measured. A record's own time stays that at which Kafka
   * appended it, by which it is decided.
   */
  private static final class Measured implements WatermarkGenerator<AlertInput> {
    private final BoundedOutOfOrdernessWatermarks<AlertInput> watermarks =
        new BoundedOutOfOrdernessWatermarks<>(OUT_OF_ORDERNESS);

    @Override
    public void onEvent(AlertInput input, long appended, WatermarkOutput output) {
      Sample sample = input.sample();
      watermarks.onEvent(input, sample == null ? appended : sample.effective, output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      watermarks.onPeriodicEmit(output);
    }
  }
}
