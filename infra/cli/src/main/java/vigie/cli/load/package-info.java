/**
 * Load with an oracle: {@link vigie.cli.load.LoadPlan} says what is sent when and what must come of
 * it, by a plain calculation of its own; {@link vigie.cli.load.Load} sends it, open loop, and
 * compares. {@link vigie.cli.load.RuleChanges} times meanwhile how soon a changed limit holds.
 */
@NullMarked
package vigie.cli.load;

import org.jspecify.annotations.NullMarked;
