@NullMarked
package vigie.api.event;

import org.jspecify.annotations.NullMarked;
