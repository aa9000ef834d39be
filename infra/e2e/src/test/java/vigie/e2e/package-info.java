/** The whole system through its front doors, and what happens when a part of it is killed. */
@NullMarked
package vigie.e2e;

import org.jspecify.annotations.NullMarked;
