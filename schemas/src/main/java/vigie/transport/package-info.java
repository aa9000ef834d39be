/** What programs connect to and listen at, where real patients are served. */
@NullMarked
package vigie.transport;

import org.jspecify.annotations.NullMarked;
