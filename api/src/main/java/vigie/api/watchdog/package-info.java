/**
 * A synthetic patient whose alert must arrive, or the operators are told. Every few minutes {@link
 * vigie.api.watchdog.Watchdog} sends a fall by the patient's own device, waits for the message that
 * the alert leads to, and answers the alert; {@link vigie.api.watchdog.Probe} decides what it means
 * when something of that is missing.
 */
@NullMarked
package vigie.api.watchdog;

import org.jspecify.annotations.NullMarked;
