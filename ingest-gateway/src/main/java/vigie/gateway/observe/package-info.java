/** Counters that add up, and the answer to: would the next operation succeed? */
@NullMarked
package vigie.gateway.observe;

import org.jspecify.annotations.NullMarked;
