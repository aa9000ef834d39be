/** Tests of the peer's settings. */
@NullMarked
package vigie.connectbench;

import org.jspecify.annotations.NullMarked;
