package vigie.codec;

import java.time.Duration;
import java.time.Instant;
import vigie.codec.avro.ContextAvro;
import vigie.codec.avro.OriginalAvro;
import vigie.codec.avro.QualityAvro;
import vigie.codec.avro.ReadingAvro;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** A reading as Avro. */
final class ReadingMapping {
  private ReadingMapping() {}

  static ReadingAvro toAvro(Reading r) {
    Original original = r.original();
    return new ReadingAvro(
        AvroCodec.id(r.patient().value()),
        r.device().value(),
        r.metric().number(),
        r.value(),
        r.effective().toEpochMilli(),
        Codecs.orNull(r.effectiveEnd(), Instant::toEpochMilli),
        r.zoneOffsetMinutes(),
        r.received().toEpochMilli(),
        r.sequence(),
        QualityAvro.valueOf(r.quality().name()),
        ContextAvro.valueOf(r.context().name()),
        original == null ? null : new OriginalAvro(original.value(), original.unit()),
        (int) r.expectedInterval().toSeconds());
  }

  static Reading fromAvro(ReadingAvro a) {
    OriginalAvro original = a.getOriginal();
    return new Reading(
        new PatientId(AvroCodec.uuid(a.getPatient())),
        new DeviceId(a.getDevice()),
        MetricCatalogue.standard().metric(a.getMetric()),
        a.getValue(),
        Instant.ofEpochMilli(a.getEffective()),
        Codecs.orNull(a.getEffectiveEnd(), Instant::ofEpochMilli),
        a.getZoneOffsetMinutes(),
        Instant.ofEpochMilli(a.getReceived()),
        a.getSequence(),
        Quality.valueOf(a.getQuality().name()),
        Context.valueOf(a.getContext().name()),
        original == null ? null : new Original(original.getValue(), original.getUnit()),
        Duration.ofSeconds(a.getExpectedIntervalSeconds()));
  }
}
