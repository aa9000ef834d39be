@NullMarked
package vigie.api.retention;

import org.jspecify.annotations.NullMarked;
