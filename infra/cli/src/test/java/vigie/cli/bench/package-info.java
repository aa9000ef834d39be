/** Tests of the benchmarks' own reckoning. */
@NullMarked
package vigie.cli.bench;

import org.jspecify.annotations.NullMarked;
