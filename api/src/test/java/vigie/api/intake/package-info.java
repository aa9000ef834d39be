@NullMarked
package vigie.api.intake;

import org.jspecify.annotations.NullMarked;
