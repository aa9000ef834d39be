/**
 * Benchmarks of the jobs, each beside its floor in the same run; started by {@code vigie bench}.
 */
@NullMarked
package vigie.jobs.bench;

import org.jspecify.annotations.NullMarked;
