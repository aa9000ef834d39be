package vigie.api.reach;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Notification.Role;

/**
 * Whether anybody could be reached for a patient, by what is known of everybody who would be told
 * of an alert. Clinical note 5.2: reached is who has a verified channel and whose last delivery did
 * not fail. Pure.
 *
 * @param patient whose
 * @param people the patient and whoever is named by them, hours left aside
 */
record Reach(UUID patient, List<Member> people) {
  private static final int CHANNELS_OF_CRITICAL = 2;

  /** Copies what could change. */
  Reach {
    people = List.copyOf(people);
  }

  /**
   * Somebody who would be told.
   *
   * @param person who
   * @param role what they are to the patient
   * @param address whether there is one at all
   * @param verifiedAt when a channel was last proven; null for none
   * @param channels how many are proven
   * @param lastFailure when the last delivery ended, if it failed; null otherwise
   */
  record Member(
      UUID person,
      Role role,
      boolean address,
      @Nullable Instant verifiedAt,
      int channels,
      @Nullable Instant lastFailure) {
    /** Whether they could be reached. A proof is a delivery too: an older failure is over. */
    State state() {
      if (!address) {
        return State.NO_ADDRESS;
      }
      if (verifiedAt == null) {
        return State.NOT_VERIFIED;
      }
      return lastFailure == null || lastFailure.isBefore(verifiedAt)
          ? State.REACHED
          : State.LAST_FAILED;
    }
  }

  /** Whether and why somebody could not be reached. */
  enum State {
    REACHED,
    NO_ADDRESS,
    NOT_VERIFIED,
    /** The last message to them could not be delivered. */
    LAST_FAILED
  }

  /** What is wrong. */
  enum Finding {
    /** Not even the patient. */
    NOBODY,
    /** The patient, and nobody who could help. */
    PATIENT_ONLY,
    /**
     * Somebody who is told of a CRITICAL alert has one proven channel, where it asks for two that
     * are independent.
     */
    ONE_CHANNEL;

    /** Whether nobody could help. */
    boolean unreachable() {
      return this != ONE_CHANNEL;
    }
  }

  /** What is wrong; empty when all beside the patient who could be reached have two ways. */
  Optional<Finding> finding() {
    if (people.stream().anyMatch(Reach::helps)) {
      return oneChannel().isEmpty() ? Optional.empty() : Optional.of(Finding.ONE_CHANNEL);
    }
    boolean self = people.stream().anyMatch(member -> member.state() == State.REACHED);
    return Optional.of(self ? Finding.PATIENT_ONLY : Finding.NOBODY);
  }

  /** Those beside the patient who could be reached in one way only. */
  List<UUID> oneChannel() {
    return people.stream()
        .filter(member -> helps(member) && member.channels() < CHANNELS_OF_CRITICAL)
        .map(Member::person)
        .toList();
  }

  private static boolean helps(Member member) {
    return member.role() != Role.PATIENT && member.state() == State.REACHED;
  }
}
