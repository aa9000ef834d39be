/** How long alerts took from the body to a person: disclosed, not promised. */
@NullMarked
package vigie.api.delay;

import org.jspecify.annotations.NullMarked;
