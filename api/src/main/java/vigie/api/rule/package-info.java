/** The default rules' way into the stream. */
@NullMarked
package vigie.api.rule;

import org.jspecify.annotations.NullMarked;
