package vigie.gateway.mqtt;

import vigie.gateway.publish.PublishOutcome;

/**
 * A message as it came.
 *
 * @param topic the topic
 * @param contentType what the sender says the payload is (MQTT 5); empty when it says nothing
 * @param payload its bytes; never changed
 * @param outcome to be told when all of it is kept, and acknowledges then
 */
// The payload is what was sent; two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record InboundMessage(
    String topic, String contentType, byte[] payload, PublishOutcome outcome) {}
