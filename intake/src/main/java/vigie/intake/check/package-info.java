/** Which readings are taken: one list of checks, each a reading to a reason or nothing. */
@NullMarked
package vigie.intake.check;

import org.jspecify.annotations.NullMarked;
