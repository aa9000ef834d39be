/** Starts the real servers as processes of this machine. */
@NullMarked
package vigie.local;

import org.jspecify.annotations.NullMarked;
