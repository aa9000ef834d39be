@NullMarked
package vigie.api.schedule;

import org.jspecify.annotations.NullMarked;
