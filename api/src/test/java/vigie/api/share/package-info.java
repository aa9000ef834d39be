@NullMarked
package vigie.api.share;

import org.jspecify.annotations.NullMarked;
