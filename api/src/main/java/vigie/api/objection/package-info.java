/**
 * Objections: {@link vigie.api.objection.ObjectionController} takes one with its reason, {@link
 * vigie.api.objection.ObjectionReviewController} lets the data protection officer decide the case.
 */
@NullMarked
package vigie.api.objection;

import org.jspecify.annotations.NullMarked;
