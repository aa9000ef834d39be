/**
 * Simulated patients. Each {@link vigie.cli.simulate.Scenario} is a pure function of seed and time:
 * the same seed gives the same readings, whenever and in whatever portions they are asked for.
 */
@NullMarked
package vigie.cli.simulate;

import org.jspecify.annotations.NullMarked;
