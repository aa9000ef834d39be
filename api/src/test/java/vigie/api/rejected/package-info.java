@NullMarked
package vigie.api.rejected;

import org.jspecify.annotations.NullMarked;
