/** Tests of the package of this name. */
@NullMarked
package vigie.cli.replay;

import org.jspecify.annotations.NullMarked;
