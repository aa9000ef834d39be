/** Rules as data, the alert a rule opens, its phases, and whom it is told to. */
@NullMarked
package vigie.alert;

import org.jspecify.annotations.NullMarked;
