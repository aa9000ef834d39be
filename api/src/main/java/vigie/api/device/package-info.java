/** Devices, bound to a patient by that patient, each with its own secret. */
@NullMarked
package vigie.api.device;

import org.jspecify.annotations.NullMarked;
