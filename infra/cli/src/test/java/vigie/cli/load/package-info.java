/** Tests of the package of this name. */
@NullMarked
package vigie.cli.load;

import org.jspecify.annotations.NullMarked;
