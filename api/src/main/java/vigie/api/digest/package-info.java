/** By the calendar: what patients, and their physicians, were not told of at once. */
@NullMarked
package vigie.api.digest;

import org.jspecify.annotations.NullMarked;
