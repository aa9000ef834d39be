/** From one payload to the readings in it, as sent. Knows formats and names, decides nothing. */
@NullMarked
package vigie.intake.decode;

import org.jspecify.annotations.NullMarked;
