@NullMarked
package vigie.api.audit;

import org.jspecify.annotations.NullMarked;
