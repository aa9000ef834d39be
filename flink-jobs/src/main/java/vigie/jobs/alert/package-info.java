/**
 * The alert engine in Flink: {@link vigie.jobs.alert.PatientAlertFunction} asks {@link
 * vigie.engine.PatientAlerts}, {@link vigie.jobs.alert.FlinkPatientMemory} keeps what it remembers
 * of each patient, {@link vigie.jobs.alert.AlertTopology} connects them, {@link
 * vigie.jobs.alert.AlertJob} gives them Kafka.
 */
@NullMarked
package vigie.jobs.alert;

import org.jspecify.annotations.NullMarked;
