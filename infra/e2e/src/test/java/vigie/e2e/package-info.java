/** The whole system through its front doors. */
@NullMarked
package vigie.e2e;

import org.jspecify.annotations.NullMarked;
