package vigie.jobs.bench;

import java.time.Duration;
import java.util.Objects;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import vigie.engine.AlertInput;
import vigie.engine.PatientKey;

/**
 * Rule HR-2 as one would write it in flink-cep: a heart rate of at least 131/min in every reading
 * of ten minutes, in event time. It has no gap rule, no clearing, no life of the alert and no
 * routing.
 */
final class FlinkCepRule {
  private static final double LIMIT = 131;

  /** For how many minutes a heart rate must be in breach. */
  static final int HOLD_MINUTES = 10;

  private static final long HOLD = Duration.ofMinutes(HOLD_MINUTES).toMillis();

  /** A match needs the reading that ends the hold, one interval after it at the latest. */
  private static final Duration WITHIN = Duration.ofMinutes(12);

  private FlinkCepRule() {}

  /** The readings that complete the condition. */
  static SingleOutputStreamOperator<AlertInput> matches(
      KeyedStream<AlertInput, PatientKey> heartRates) {
    Pattern<AlertInput, AlertInput> pattern =
        Pattern.<AlertInput>begin("onset", AfterMatchSkipStrategy.skipPastLastEvent())
            .where(SimpleCondition.of(FlinkCepRule::inBreach))
            .next("holding")
            .where(SimpleCondition.of(FlinkCepRule::inBreach))
            .oneOrMore()
            .consecutive()
            .next("held")
            .where(new Held())
            .within(WITHIN);
    return CEP.pattern(heartRates, pattern)
        .inEventTime()
        .select(match -> Objects.requireNonNull(match.get("held")).get(0));
  }

  private static boolean inBreach(AlertInput input) {
    return KafkaFlinkRuns.sample(input).value >= LIMIT;
  }

  /** In breach, and the hold since the onset is over. */
  private static final class Held extends IterativeCondition<AlertInput> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean filter(AlertInput input, Context<AlertInput> context) throws Exception {
      if (!inBreach(input)) {
        return false;
      }
      for (AlertInput onset : context.getEventsForPattern("onset")) {
        long since = KafkaFlinkRuns.sample(onset).effective;
        return KafkaFlinkRuns.sample(input).effective - since >= HOLD;
      }
      return false;
    }
  }
}
