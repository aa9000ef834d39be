/**
 * A reading and what describes it: patient, device, metric, unit, time. A refused one is a rejected
 * reading.
 */
@NullMarked
package vigie.reading;

import org.jspecify.annotations.NullMarked;
