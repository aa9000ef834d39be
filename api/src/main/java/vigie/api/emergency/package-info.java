/**
 * Break-glass: {@link vigie.api.emergency.EmergencyController} opens a file, {@link
 * vigie.api.emergency.EmergencyNotice} tells the patient at once, {@link
 * vigie.api.emergency.EmergencyReviewController} lets the data protection officer look at each.
 */
@NullMarked
package vigie.api.emergency;

import org.jspecify.annotations.NullMarked;
