@NullMarked
package vigie.api.pipeline;

import org.jspecify.annotations.NullMarked;
