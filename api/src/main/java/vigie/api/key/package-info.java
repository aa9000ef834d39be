/**
 * Patients' keys: made with the patient, kept wrapped in the store, told to the other programs on
 * their topic, and destroyed by an erasure. What they seal: {@link vigie.key.KafkaSeal}.
 */
@NullMarked
package vigie.api.key;

import org.jspecify.annotations.NullMarked;
