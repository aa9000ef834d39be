/** Tests of the package of this name. */
@NullMarked
package vigie.cli;

import org.jspecify.annotations.NullMarked;
