package vigie.api.channel;

import java.time.Duration;
import java.time.Instant;
import vigie.api.signin.Passwords;

/**
 * A code that was sent over a channel and not yet used. Pure.
 *
 * @param hash of the code
 * @param sentAt when it was sent
 * @param failed how often something else was typed
 */
record ChannelCode(String hash, Instant sentAt, int failed) {
  /** How long a code is good. */
  static final Duration LIFE = Duration.ofMinutes(15);

  /** After so many wrong ones, the right one is refused too. */
  static final int FAILED_MAX = 5;

  /** How many codes one person is sent within {@link #SENT_SPAN}: each is a mail to somebody. */
  static final int SENT_MAX = 10;

  /** See {@link #SENT_MAX}. */
  static final Duration SENT_SPAN = Duration.ofHours(1);

  /** What typing a code comes to. */
  enum Answer {
    /** It is the one: the channel is proven. */
    VERIFIED("it is the one"),
    WRONG("code is not the one that was sent"),
    EXPIRED("the code is older than " + LIFE.toMinutes() + " minutes: have a new one sent"),
    USED_UP("too many wrong codes were typed: have a new one sent"),
    NONE("no code was sent over this channel, or its address has changed since");

    private final String words;

    Answer(String words) {
      this.words = words;
    }

    /** As a sentence. */
    String words() {
      return words;
    }
  }

  /** What this comes to when it is typed at this time. Blanks and hyphens in it do not count. */
  Answer typed(String code, Instant now) {
    if (failed >= FAILED_MAX) {
      return Answer.USED_UP;
    }
    if (!now.isBefore(until())) {
      return Answer.EXPIRED;
    }
    return Passwords.matches(code.replaceAll("[\\s-]", ""), hash) ? Answer.VERIFIED : Answer.WRONG;
  }

  /** When it ends. */
  Instant until() {
    return sentAt.plus(LIFE);
  }
}
