/**
 * What the stream may know of a patient: consents, recipients, limits, profile flags. No names, no
 * addresses.
 */
@NullMarked
package vigie.patient;

import org.jspecify.annotations.NullMarked;
