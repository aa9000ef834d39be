/** Tests of the package of this name. */
@NullMarked
package vigie.cli.simulate;

import org.jspecify.annotations.NullMarked;
