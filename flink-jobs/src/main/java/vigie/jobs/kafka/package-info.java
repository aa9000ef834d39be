/**
 * How jobs read and write topics: {@link vigie.jobs.kafka.RecordType} names a record and its codec,
 * {@link vigie.jobs.kafka.KafkaSources} and {@link vigie.jobs.kafka.KafkaSinks} make the ends, and
 * {@link vigie.jobs.kafka.FlinkRecordSerializer} carries records between operators and in state.
 */
@NullMarked
package vigie.jobs.kafka;

import org.jspecify.annotations.NullMarked;
