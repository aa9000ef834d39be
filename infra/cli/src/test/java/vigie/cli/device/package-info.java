/** Tests of the package of this name. */
@NullMarked
package vigie.cli.device;

import org.jspecify.annotations.NullMarked;
