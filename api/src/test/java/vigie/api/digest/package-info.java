@NullMarked
package vigie.api.digest;

import org.jspecify.annotations.NullMarked;
