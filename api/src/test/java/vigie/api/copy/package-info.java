/** The copy of article 15. */
@NullMarked
package vigie.api.copy;

import org.jspecify.annotations.NullMarked;
