/** Readings that a person corrects. */
@NullMarked
package vigie.api.amendment;

import org.jspecify.annotations.NullMarked;
