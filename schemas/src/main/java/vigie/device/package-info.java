/** Devices: to whom each belongs, how often it is expected, and the proof of its secret. */
@NullMarked
package vigie.device;

import org.jspecify.annotations.NullMarked;
