/**
 * What earlier readings say of a new one: a clock that is ahead, a step that no body makes, a
 * weight in the wrong unit. Remembered in bounded memory and only here; after a restart it is
 * learned anew, so nothing may depend on it but doubt.
 */
@NullMarked
package vigie.intake.history;

import org.jspecify.annotations.NullMarked;
