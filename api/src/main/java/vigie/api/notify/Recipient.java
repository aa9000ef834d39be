package vigie.api.notify;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Delivery;
import vigie.api.people.Identity;

/**
 * A person as messages see them: whom to write to, or about whom.
 *
 * @param id the person
 * @param firstName first name
 * @param lastName last name
 * @param language of messages to them, {@code fr} or {@code en}; another is written in French
 * @param email null when not reached by mail
 * @param webhookUrl null when not reached by webhook
 * @param webhookSecret signs the webhook's body; null without a webhook
 * @param mqtt whether their topic at the MQTT broker is a way to them
 * @param verified ways that are proven to lead to them; no alert goes another way
 * @param identity of a patient, for their physicians only
 */
public record Recipient(
    UUID id,
    String firstName,
    String lastName,
    String language,
    @Nullable String email,
    @Nullable String webhookUrl,
    @Nullable String webhookSecret,
    boolean mqtt,
    Set<Delivery.Channel> verified,
    Identity identity) {
  /** Copies what could change. */
  public Recipient {
    verified = Set.copyOf(verified);
  }
}
