/**
 * The stream jobs. {@link vigie.jobs.kafka} is how both read and write topics; {@link
 * vigie.jobs.alert} is the alert engine in Flink, {@link vigie.jobs.timeline} fills the store.
 */
@NullMarked
package vigie.jobs;

import org.jspecify.annotations.NullMarked;
