/**
 * The weekly drill: a synthetic CRITICAL message to every proven channel, marked HTEST, to learn
 * that a way is broken before an alert does. Nothing of it is an alert.
 */
@NullMarked
package vigie.api.drill;

import org.jspecify.annotations.NullMarked;
