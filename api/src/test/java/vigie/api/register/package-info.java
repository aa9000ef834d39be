@NullMarked
package vigie.api.register;

import org.jspecify.annotations.NullMarked;
