/** Every allowed and refused access, one line each, readable by the patient it concerns. */
@NullMarked
package vigie.api.audit;

import org.jspecify.annotations.NullMarked;
