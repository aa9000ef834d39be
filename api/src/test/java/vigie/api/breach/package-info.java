@NullMarked
package vigie.api.breach;

import org.jspecify.annotations.NullMarked;
