@NullMarked
package vigie.api.device;

import org.jspecify.annotations.NullMarked;
