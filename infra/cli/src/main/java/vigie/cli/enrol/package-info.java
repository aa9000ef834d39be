/**
 * Enrols people through the API and remembers them in the data folder, so that a second run finds
 * them again.
 */
@NullMarked
package vigie.cli.enrol;

import org.jspecify.annotations.NullMarked;
