@NullMarked
package vigie.api.policy;

import org.jspecify.annotations.NullMarked;
