/** Tests of the package of this name. */
@NullMarked
package vigie.cli.export;

import org.jspecify.annotations.NullMarked;
