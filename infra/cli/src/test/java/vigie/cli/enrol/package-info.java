/** Tests of the package of this name. */
@NullMarked
package vigie.cli.enrol;

import org.jspecify.annotations.NullMarked;
