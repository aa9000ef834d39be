@NullMarked
package vigie.api.watchdog;

import org.jspecify.annotations.NullMarked;
