/**
 * Notifications to people: from the decision on Kafka to their MQTT topic, a signed webhook or a
 * mail, and what became of each attempt back to Kafka.
 *
 * <p>In the order of the flow: {@link vigie.api.notify.KafkaNotifications} takes each notification
 * once, {@link vigie.api.notify.Dispatcher} gives every recipient a lane of their own, {@link
 * vigie.api.notify.DeliveryPlan} decides which way is tried when, {@link
 * vigie.api.notify.MessageText} says it in the recipient's language, a {@link
 * vigie.api.notify.DeliveryChannel} carries it, {@link vigie.api.notify.KafkaDeliveries} tells the
 * outcome; {@link vigie.api.notify.KafkaMessageRows} writes the rows from there. Beside all that
 * {@link vigie.api.notify.SseMessages} puts each on the streams that its recipient has open.
 * Nothing up to the outcome needs the database.
 */
@NullMarked
package vigie.api.notify;

import org.jspecify.annotations.NullMarked;
