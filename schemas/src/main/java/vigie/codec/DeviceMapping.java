package vigie.codec;

import static vigie.codec.AvroCodec.id;
import static vigie.codec.AvroCodec.uuid;
import static vigie.codec.Codecs.bytes;
import static vigie.codec.Codecs.orNull;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import vigie.codec.avro.DeviceBindingAvro;
import vigie.codec.avro.EndingCredentialAvro;
import vigie.codec.avro.FormerBindingAvro;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.device.EndingCredential;
import vigie.device.FormerBinding;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** A device binding between our record and Avro's. */
final class DeviceMapping {
  private DeviceMapping() {}

  static DeviceBindingAvro toAvro(DeviceBinding binding) {
    return new DeviceBindingAvro(
        binding.device().value(),
        id(binding.patient().value()),
        binding.kind(),
        Math.toIntExact(binding.expectedInterval().toSeconds()),
        ByteBuffer.wrap(binding.credential().salt()),
        ByteBuffer.wrap(binding.credential().hash()),
        binding.active(),
        binding.boundAt().toEpochMilli(),
        binding.since().toEpochMilli(),
        orNull(
            binding.previous(),
            ending ->
                new EndingCredentialAvro(
                    ByteBuffer.wrap(ending.credential().salt()),
                    ByteBuffer.wrap(ending.credential().hash()),
                    ending.until().toEpochMilli())),
        binding.former().stream()
            .map(
                one ->
                    new FormerBindingAvro(
                        id(one.patient().value()),
                        one.since().toEpochMilli(),
                        one.until().toEpochMilli()))
            .toList());
  }

  static DeviceBinding fromAvro(DeviceBindingAvro avro) {
    return new DeviceBinding(
        new DeviceId(avro.getDevice()),
        new PatientId(uuid(avro.getPatient())),
        avro.getKind(),
        Duration.ofSeconds(avro.getExpectedIntervalSeconds()),
        new Credential(bytes(avro.getSalt()), bytes(avro.getHash())),
        avro.getActive(),
        Instant.ofEpochMilli(avro.getBoundAt()),
        Instant.ofEpochMilli(avro.getSince()),
        orNull(
            avro.getPrevious(),
            ending ->
                new EndingCredential(
                    new Credential(bytes(ending.getSalt()), bytes(ending.getHash())),
                    Instant.ofEpochMilli(ending.getUntil()))),
        avro.getFormer().stream()
            .map(
                one ->
                    new FormerBinding(
                        new PatientId(uuid(one.getPatient())),
                        Instant.ofEpochMilli(one.getSince()),
                        Instant.ofEpochMilli(one.getUntil())))
            .toList());
  }
}
