/** Once a day: what the patient was not told of at once. */
@NullMarked
package vigie.api.digest;

import org.jspecify.annotations.NullMarked;
