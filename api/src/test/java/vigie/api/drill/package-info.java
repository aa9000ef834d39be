@NullMarked
package vigie.api.drill;

import org.jspecify.annotations.NullMarked;
