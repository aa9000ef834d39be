package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.device.DeviceBinding;
import vigie.engine.AlertInput;
import vigie.engine.Escalation;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.RecordType;
import vigie.reading.Category;

/** The whole graph in a cluster of two slots, between lists. */
class AlertTopologyTest {
  @Test
  void readingsBecomeAnAlertAndANotification() throws Exception {
    RecordingSink<AlertTransition> alerts = new RecordingSink<>("topology-alerts");
    RecordingSink<Notification> notifications = new RecordingSink<>("topology-notifications");
    AlertTopology topology =
        new AlertTopology(
            inputs(20, AlertTopologyTest::reading),
            inputs(1, AlertTopologyTest::profile),
            inputs(0, AlertTopologyTest::profile),
            inputs(0, AlertTopologyTest::profile),
            new DataGeneratorSource<>(
                (GeneratorFunction<Long, DeviceBinding>) AlertTopologyTest::binding,
                1,
                new FlinkRecordTypeInfo<>(RecordType.DEVICE)),
            inputs(0, AlertTopologyTest::profile),
            inputs(0, AlertTopologyTest::profile),
            new DataGeneratorSource<>(
                (GeneratorFunction<Long, Rule>) AlertTopologyTest::rule,
                RuleCatalogue.defaults().size(),
                new FlinkRecordTypeInfo<>(RecordType.RULE)),
            alerts,
            notifications,
            new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60)));

    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, AlertJob.settings());
    topology.build(env);
    env.execute("topology");

    AlertTransition last = alerts.written().get(alerts.written().size() - 1);
    assertThat(last.ruleId()).isEqualTo("HR-1");
    assertThat(last.onset()).isEqualTo(OnePatient.START);
    assertThat(notifications.written())
        .extracting(Notification::recipient)
        .contains(OnePatient.PHYSICIAN);
  }

  private static AlertInput reading(long minute) {
    return AlertInput.of(
        OnePatient.reading("heart-rate", 155, OnePatient.START.plus(Duration.ofMinutes(minute))));
  }

  private static DeviceBinding binding(long index) {
    return OnePatient.binding(true);
  }

  private static AlertInput profile(long index) {
    return AlertInput.of(OnePatient.profile(index + 1, EnumSet.allOf(Category.class)));
  }

  private static Rule rule(long index) {
    return RuleCatalogue.defaults().get((int) index);
  }

  private static Source<AlertInput, ?, ?> inputs(
      long count, GeneratorFunction<Long, AlertInput> make) {
    TypeInformation<AlertInput> type = new FlinkAlertInputTypeInfo();
    return new DataGeneratorSource<>(make, count, type);
  }
}
