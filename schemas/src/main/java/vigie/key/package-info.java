/**
 * A key per patient for the topics that are kept by time: {@link vigie.key.Seal} closes and opens a
 * value, {@link vigie.key.MasterKey} wraps patients' keys for the store and for their topic, {@link
 * vigie.key.KafkaPatientKeys} is a process's table of them, and {@link vigie.key.KafkaSeal} puts
 * records through all that. Who destroys a patient's key has destroyed what was sealed with it.
 */
@NullMarked
package vigie.key;

import org.jspecify.annotations.NullMarked;
