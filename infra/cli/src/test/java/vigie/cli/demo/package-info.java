/** Tests of the package of this name. */
@NullMarked
package vigie.cli.demo;

import org.jspecify.annotations.NullMarked;
