/**
 * What becomes of what a device sent, the same for MQTT, HTTP and files: decoded by its format,
 * checked, bound to its patient, and either taken or refused with a reason. Pure: {@link
 * vigie.intake.Intake} is where it begins.
 */
@NullMarked
package vigie.intake;

import org.jspecify.annotations.NullMarked;
