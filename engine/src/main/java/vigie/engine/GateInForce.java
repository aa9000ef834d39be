package vigie.engine;

import vigie.alert.Condition;
import vigie.alert.Gate;
import vigie.engine.sample.Sample;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * A rule's gate, ready to be asked.
 *
 * @param key the same for equal gates, on every machine
 * @param metric number of the metric that it watches
 * @param condition that metric's value must meet
 * @param withinMillis how long before the judged sample
 */
record GateInForce(int key, int metric, Condition condition, long withinMillis) {
  static GateInForce of(Gate gate) {
    return new GateInForce(
        gate.toString().hashCode(),
        MetricCatalogue.standard().metric(gate.metric()).number(),
        gate.condition(),
        gate.within().toMillis());
  }

  /** Takes note of a sample of its metric; a doubtful one neither suspends nor adds to a rule. */
  void see(FoldState state, Sample sample) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    GateMark mark = state.gate(key);
    if (mark == null) {
      mark = new GateMark();
      mark.gate = key;
      mark.metric = metric;
      state.gates.add(mark);
    }
    mark.seen = sample.effective;
    mark.met = condition.holds(sample.value);
    if (mark.met) {
      mark.lastMet = sample.effective;
    }
  }

  /** Whether the latest sample of its metric is young enough and meets the condition. */
  boolean holds(FoldState state, Sample judged) {
    GateMark mark = state.gate(key);
    return mark != null && mark.met && within(mark.seen, judged);
  }

  /** Whether any sample of its metric that is young enough met the condition. */
  boolean hasHeld(FoldState state, Sample judged) {
    GateMark mark = state.gate(key);
    return mark != null && mark.lastMet != Long.MIN_VALUE && within(mark.lastMet, judged);
  }

  private boolean within(long time, Sample judged) {
    return judged.effective - time <= withinMillis;
  }
}
