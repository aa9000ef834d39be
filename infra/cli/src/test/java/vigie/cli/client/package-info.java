/** Tests of the package of this name. */
@NullMarked
package vigie.cli.client;

import org.jspecify.annotations.NullMarked;
