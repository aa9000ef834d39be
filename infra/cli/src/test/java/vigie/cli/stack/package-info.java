/** Tests of the stack. */
@NullMarked
package vigie.cli.stack;

import org.jspecify.annotations.NullMarked;
