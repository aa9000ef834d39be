/**
 * The stream jobs. {@link vigie.jobs.kafka} is how both read and write topics; below each job's
 * package lies its plain core and, around it, what Flink runs.
 */
@NullMarked
package vigie.jobs;

import org.jspecify.annotations.NullMarked;
