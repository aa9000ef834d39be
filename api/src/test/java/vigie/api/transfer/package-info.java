/** Transfers to other providers. */
@NullMarked
package vigie.api.transfer;

import org.jspecify.annotations.NullMarked;
