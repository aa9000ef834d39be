package vigie.api.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Actor;
import vigie.api.access.Professional;
import vigie.api.access.Role;
import vigie.api.channel.Destination;

/**
 * Who somebody is and how they are reached. Stands apart from everything measured (C-17).
 *
 * @param id their pseudonymous id; for a patient also the patient id
 * @param username they sign in with
 * @param role what they are to the platform
 * @param firstName first name
 * @param lastName last name
 * @param language in which they are written to: {@code fr} or {@code en}
 * @param email null when not reached by mail
 * @param webhookUrl null when not reached by webhook
 * @param webhookSecret signs the webhook's body, sealed as the store has it; null without a webhook
 * @param webhookPlace where the webhook is, and by what data may go there; null without one
 * @param identity of a patient what was said of it; of everybody else nothing
 * @param professional what is verified of a professional; null for everybody else
 */
public record Person(
    UUID id,
    String username,
    Role role,
    String firstName,
    String lastName,
    String language,
    @Nullable String email,
    @Nullable String webhookUrl,
    @Nullable String webhookSecret,
    @Nullable Destination webhookPlace,
    Identity identity,
    @Nullable Professional professional) {
  /** As they stand in decisions. */
  Actor actor() {
    return new Actor(id, role, professional);
  }
}
