package vigie.jobs.kafka;

import java.io.Serializable;

/**
 * How a job reaches Kafka, and opens and seals what is on it. Travels to where the job runs, which
 * is why it names the file with the master key and does not hold the key.
 *
 * @param bootstrapServers Kafka's address
 * @param patientKeysFile the file with which patients' keys are wrapped; read wherever tasks run
 */
public record KafkaAccess(String bootstrapServers, String patientKeysFile)
    implements Serializable {}
