/**
 * What to do when data were seen that should not have been (C-91): the record of it, the 72 hours
 * ({@link vigie.api.breach.BreachClock}), who was affected as the audit has it, and drafts of the
 * letters to the authority and to those people.
 */
@NullMarked
package vigie.api.breach;

import org.jspecify.annotations.NullMarked;
