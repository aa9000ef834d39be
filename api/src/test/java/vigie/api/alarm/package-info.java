@NullMarked
package vigie.api.alarm;

import org.jspecify.annotations.NullMarked;
