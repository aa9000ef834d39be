/**
 * Readings and alerts from Kafka into TimescaleDB, once each, however often they come.
 *
 * <p>In the order data flow: {@link vigie.jobs.timeline.TimelineJob} supplies the topics, {@link
 * vigie.jobs.timeline.TimelineTopology} connects them, {@link vigie.jobs.timeline.TimelineSink}
 * feeds a {@link vigie.jobs.timeline.BatchWriter}, which gathers a batch and stays with it until a
 * {@link vigie.jobs.timeline.TimelineStore} has it. {@link
 * vigie.jobs.timeline.TimescaleReadingStore} writes readings and their {@link
 * vigie.jobs.timeline.Rollup}s, {@link vigie.jobs.timeline.TimescaleAlertStore} alerts and their
 * transitions. What happens to late, repeated and unstorable ones stands in DISCUSSION.md.
 */
@NullMarked
package vigie.jobs.timeline;

import org.jspecify.annotations.NullMarked;
