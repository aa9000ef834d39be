/**
 * Ways to a person, and the proof that they lead there: {@link
 * vigie.api.channel.ChannelVerification} sends a code over the way itself, {@link
 * vigie.api.channel.ChannelCode} decides what typing one back comes to. Alerts go proven ways only.
 */
@NullMarked
package vigie.api.channel;

import org.jspecify.annotations.NullMarked;
