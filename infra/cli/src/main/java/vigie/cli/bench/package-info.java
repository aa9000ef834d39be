/**
 * The benchmarks: {@link vigie.cli.bench.BenchCommand} starts the servers that one needs and then
 * the module's own program, or {@link vigie.cli.bench.GatewayBench}, whose contenders are programs
 * beside each other, or {@link vigie.cli.bench.SqlReadsBench}, which has the API and pgbench read
 * what {@link vigie.cli.bench.SqlReadings} filled in.
 */
@NullMarked
package vigie.cli.bench;

import org.jspecify.annotations.NullMarked;
