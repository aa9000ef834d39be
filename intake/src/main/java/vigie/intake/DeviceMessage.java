package vigie.intake;

/**
 * What a device sent, by whatever way.
 *
 * @param device the device as its sign-in names it
 * @param format the format's word, such as {@code json}
 * @param contentType what the sender says the payload is; empty when it says nothing
 * @param payload its bytes; never changed
 * @param source where it came in, kept with a rejection: a topic or a path
 */
// The payload is what was sent; two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record DeviceMessage(
    String device, String format, String contentType, byte[] payload, String source) {}
