@NullMarked
package vigie.api.emergency;

import org.jspecify.annotations.NullMarked;
