package vigie.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import vigie.codec.avro.Id128;

/**
 * A codec over one generated Avro class: single-object encoding out, any past schema in.
 *
 * @param <T> the record
 * @param <A> its generated Avro class
 */
final class AvroCodec<T, A extends SpecificRecord> implements Codec<T> {
  private final String kind;
  private final Function<T, A> toAvro;
  private final Function<A, T> fromAvro;
  private final BinaryMessageEncoder<A> encoder;
  private final BinaryMessageDecoder<A> decoder;

  AvroCodec(String kind, Schema schema, Function<T, A> toAvro, Function<A, T> fromAvro) {
    SpecificData model = SpecificData.getForSchema(schema);
    this.kind = kind;
    this.toAvro = toAvro;
    this.fromAvro = fromAvro;
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema, SchemaHistory.standard());
  }

  @Override
  public byte[] encode(T record) {
    try {
      ByteBuffer buffer = encoder.encode(toAvro.apply(record));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  @Override
  public T decode(byte[] bytes) {
    A avro;
    try {
      avro = decoder.decode(bytes);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      // Avro's decoder throws any of these on bytes that are no record.
      throw new MalformedRecordException(kind, e);
    }
    try {
      return fromAvro.apply(avro);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(kind, e);
    }
  }

  static Id128 id(UUID id) {
    byte[] bytes = new byte[16];
    ByteBuffer.wrap(bytes)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return new Id128(bytes);
  }

  static @Nullable Id128 idOrNull(@Nullable UUID id) {
    return id == null ? null : id(id);
  }

  static UUID uuid(Id128 id) {
    ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  static @Nullable UUID uuidOrNull(@Nullable Id128 id) {
    return id == null ? null : uuid(id);
  }
}
