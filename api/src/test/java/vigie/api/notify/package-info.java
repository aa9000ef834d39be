@NullMarked
package vigie.api.notify;

import org.jspecify.annotations.NullMarked;
