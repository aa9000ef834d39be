@NullMarked
package vigie.api.timeline;

import org.jspecify.annotations.NullMarked;
