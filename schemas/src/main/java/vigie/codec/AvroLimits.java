package vigie.codec;

/**
 * What Avro may do with bytes from outside. Avro reads these as system properties when its classes
 * load, so they are set before any codec exists; a value given on the command line stands.
 */
final class AvroLimits {
  /** Longer than any payload that the gateway takes in. */
  private static final String MAX_BYTES = Integer.toString(16 << 20);

  private AvroLimits() {}

  static void apply() {
    // A length is read before the bytes it counts: unbounded, ten hostile bytes fill the heap.
    setIfAbsent("org.apache.avro.limits.bytes.maxLength", MAX_BYTES);
    setIfAbsent("org.apache.avro.limits.string.maxLength", Integer.toString(1 << 20));
    setIfAbsent("org.apache.avro.limits.collectionItems.maxLength", Integer.toString(1 << 16));
    // Avro makes record classes by name only from these packages.
    setIfAbsent("org.apache.avro.SERIALIZABLE_PACKAGES", "vigie");
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
