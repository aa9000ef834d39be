package vigie.gateway.mqtt;

import vigie.gateway.publish.PublishOutcome;

/**
 * A message as it came.
 *
 * @param topic the topic
 * @param payload its bytes; never changed
 * @param outcome to be told when all of it is kept, and acknowledges then
 */
// The payload is what was sent; two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record InboundMessage(String topic, byte[] payload, PublishOutcome outcome) {}
