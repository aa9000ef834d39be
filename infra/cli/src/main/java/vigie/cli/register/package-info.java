/**
 * What the operator must be able to show, as pages: the register of processing, and the beginning
 * of an impact assessment made of it and of a list of threats.
 */
@NullMarked
package vigie.cli.register;

import org.jspecify.annotations.NullMarked;
