/**
 * Alarms about the system itself, to the operators: {@link vigie.api.alarm.AlarmState} decides when
 * somebody is told, {@link vigie.api.alarm.OperatorAlarms} tells, past Kafka, the jobs and the
 * store, by every operator's proven channels.
 */
@NullMarked
package vigie.api.alarm;

import org.jspecify.annotations.NullMarked;
