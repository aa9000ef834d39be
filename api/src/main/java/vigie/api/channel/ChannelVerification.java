package vigie.api.channel;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery.Channel;
import vigie.api.ApiConfig;
import vigie.api.access.SyntheticPeople;
import vigie.api.notify.DeliveryChannels;
import vigie.api.notify.JdbcRecipients;
import vigie.api.notify.Recipient;
import vigie.api.notify.RecipientDirectory;
import vigie.api.signin.Passwords;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** Proves that an address leads to its person: a code goes there and comes back through the API. */
@Singleton
public final class ChannelVerification {
  private static final long CODES = 10_000_000_000L;

  private final JdbcChannels rows;
  private final JdbcRecipients recipients;
  private final RecipientDirectory directory;
  private final DeliveryChannels channels;
  private final boolean production;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ChannelVerification(
      JdbcChannels rows,
      JdbcRecipients recipients,
      RecipientDirectory directory,
      DeliveryChannels channels,
      ApiConfig config,
      Clock clock) {
    this.rows = rows;
    this.recipients = recipients;
    this.directory = directory;
    this.channels = channels;
    this.production = config.operator().production();
    this.clock = clock;
  }

  /**
   * Sets an address, which is not proven unless it is the one before.
   *
   * @param secret of a webhook; null otherwise
   * @param place where a webhook is; null otherwise, and for one of this machine
   */
  public void setAddress(
      UUID person,
      Channel channel,
      String address,
      @Nullable String secret,
      @Nullable Destination place) {
    rows.setAddress(person, channel, address, secret, place, clock.instant());
    recipients.refresh(person);
  }

  /**
   * Sends a code; waits until the other side has it.
   *
   * @return when the code ends
   * @throws Refusal when there is no such person or address, too many codes were sent, a webhook
   *     does not say where it is although real patients are served, or the other side did not take
   *     the code
   */
  public Instant sendCode(UUID person, Channel channel) {
    UUID id = UUID.randomUUID();
    String code = String.format(Locale.ROOT, "%010d", random.nextLong(CODES));
    Instant now = clock.instant();
    Instant until = now.plus(ChannelCode.LIFE);
    if (channel == Channel.WEBHOOK && production && !SyntheticPeople.PHYSICIAN.equals(person)) {
      checkPlace(person);
    }
    rows.addCode(id, person, channel, Passwords.hash(code), now);
    recipients.refresh(person);
    Recipient recipient = directory.find(person).orElseThrow();
    DeliveryChannels.Sent sent =
        channels.send(recipient, channel, CodeText.of(id, code, until, recipient.language()));
    if (!sent.accepted()) {
      throw new Refusal(ProblemCode.UNAVAILABLE, "the code could not be sent: " + sent.how());
    }
    return until;
  }

  private void checkPlace(UUID person) {
    for (JdbcChannels.Way way : rows.ways(person)) {
      if (way.channel() == Channel.WEBHOOK && !Destination.sound(way.place())) {
        throw new Refusal(
            ProblemCode.CONFLICT,
            "nothing goes to a webhook that does not say where it is: set it anew with its region,"
                + " and transferBasis where that is needed");
      }
    }
  }

  /**
   * Takes a code that was typed back.
   *
   * @param by who typed it
   * @throws Refusal when it is not good, saying why
   */
  public void typed(UUID person, Channel channel, String code, UUID by) {
    ChannelCode.Answer answer = rows.typed(person, channel, code, clock.instant(), by);
    switch (answer) {
      case VERIFIED -> recipients.refresh(person);
      case WRONG -> throw new Refusal(ProblemCode.INVALID, answer.words());
      case EXPIRED, USED_UP, NONE -> throw new Refusal(ProblemCode.CONFLICT, answer.words());
    }
  }
}
