package vigie.jobs.timeline;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import vigie.alert.AlertTransition;
import vigie.reading.Reading;

/**
 * The graph of TimelineJob: readings to their sink, alert transitions to theirs. Nothing is
 * shuffled in between, so that a topic's partition is written by one writer and two writers rarely
 * meet in one row.
 */
public final class TimelineTopology {
  private TimelineTopology() {}

  /** Connects the ends. The uids are part of every savepoint and never change. */
  public static void connect(
      DataStream<Reading> readings,
      DataStream<AlertTransition> transitions,
      Sink<Reading> readingSink,
      Sink<AlertTransition> transitionSink) {
    readings.sinkTo(readingSink).uid("timeline-readings").name("readings to the timeline");
    transitions.sinkTo(transitionSink).uid("timeline-alerts").name("alerts to the timeline");
  }
}
