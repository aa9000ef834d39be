@NullMarked
package vigie.api.live;

import org.jspecify.annotations.NullMarked;
