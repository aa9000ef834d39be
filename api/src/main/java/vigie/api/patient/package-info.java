/**
 * What a patient decides (care team, consents, grants) and what their treating physician sets
 * (limits, flags). {@link vigie.api.patient.JdbcPatients} makes each change, its new profile for
 * the stream and the rights in memory one step.
 */
@NullMarked
package vigie.api.patient;

import org.jspecify.annotations.NullMarked;
