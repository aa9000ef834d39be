/**
 * The live feed: alerts, readings and messages from Kafka to open event streams.
 *
 * <p>In the order of the flow: {@link vigie.api.live.KafkaLiveReader} reads both topics without a
 * group, {@link vigie.api.live.LiveAlerts} keeps what is open, {@link vigie.api.live.LiveHub} hands
 * each record to the {@link vigie.api.live.Watcher}s that may see it, asking the access decision
 * for each frame, and {@link vigie.api.live.LiveController} writes them out. A stream that comes
 * back with a {@link vigie.api.live.Cursor} first gets what it missed from {@link
 * vigie.api.live.KafkaReplay}. {@link vigie.api.live.MessageStreams} are people's own, for messages
 * that {@code vigie.api.notify} offers. Nothing here touches the database.
 */
@NullMarked
package vigie.api.live;

import org.jspecify.annotations.NullMarked;
