package vigie.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import vigie.codec.MalformedRecordException;

/**
 * Seals the records of the topics that are kept by time, and opens them. Safe to share between
 * threads.
 */
public final class KafkaSeal {
  private final KafkaPatientKeys keys;
  private final Seal seal = new Seal();
  private final LongAdder passedOver = new LongAdder();

  /** Opens with the keys of this table. */
  public KafkaSeal(KafkaPatientKeys keys) {
    this.keys = keys;
  }

  /** A sealed record about this patient, ready to be sent. */
  public ProducerRecord<byte[], byte[]> seal(
      PatientKey key, UUID patient, String topic, String recordKey, byte[] value) {
    byte[] name = recordKey.getBytes(StandardCharsets.UTF_8);
    List<Header> headers = List.of(new RecordHeader(SealHeader.NAME, SealHeader.of(patient)));
    byte[] sealed = seal.close(key, new Seal.Place(patient, topic, name), value);
    return new ProducerRecord<>(topic, null, name, sealed, headers);
  }

  /** A plain record: what is about nobody who is known. */
  public static ProducerRecord<byte[], byte[]> plain(
      String topic, String recordKey, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, recordKey.getBytes(StandardCharsets.UTF_8), value);
  }

  /**
   * A record's value in clear. May wait some seconds for keys that are not read yet.
   *
   * @return as it is when it is not sealed; null for a tombstone, and for a record whose patient's
   *     key is destroyed, which is counted and to be passed over
   * @throws MalformedRecordException when the seal is broken
   * @throws KafkaException when the keys cannot be read: nothing may be passed over for that
   */
  public byte @Nullable [] open(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    Header header = record.headers().lastHeader(SealHeader.NAME);
    if (value == null || header == null) {
      return value;
    }
    try {
      UUID patient = SealHeader.patient(header.value());
      PatientKey key = keys.find(patient);
      if (key == null) {
        passedOver.increment();
        return null;
      }
      byte[] recordKey = record.key() == null ? new byte[0] : record.key();
      return seal.open(key, new Seal.Place(patient, record.topic(), recordKey), value);
    } catch (BrokenSealException e) {
      throw new MalformedRecordException("sealed record", e);
    }
  }

  /** How many records were passed over because their patient's key is destroyed. */
  public long passedOver() {
    return passedOver.sum();
  }
}
