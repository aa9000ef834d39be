/**
 * {@code vigie backtest}: a rule tried on readings that were, of a running stack's patients by the
 * API, or of a public data set by the same engine in this process.
 */
@NullMarked
package vigie.cli.backtest;

import org.jspecify.annotations.NullMarked;
