/** Would the next operation succeed, and if not, why not? */
@NullMarked
package vigie.api.health;

import org.jspecify.annotations.NullMarked;
