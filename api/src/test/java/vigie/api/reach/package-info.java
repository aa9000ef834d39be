@NullMarked
package vigie.api.reach;

import org.jspecify.annotations.NullMarked;
