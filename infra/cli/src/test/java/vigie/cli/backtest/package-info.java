/** A rule file in, what it would have done out. */
@NullMarked
package vigie.cli.backtest;

import org.jspecify.annotations.NullMarked;
