package vigie.api.transfer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.channel.TransferBasis;

/**
 * An attempt to send a person's data to another provider.
 *
 * @param endpoint base address of its FHIR server
 * @param region the country that the endpoint is in, as the person said
 * @param transferBasis the person's consent; null within the European Economic Area
 * @param askedBy the patient, or a representative on their behalf
 * @param progressAt when it last went on
 * @param resources how many the endpoint has taken
 * @param endedAt null while it runs
 * @param accepted whether all of it was taken; null while it runs
 * @param result in words, without health data; null while it runs
 */
public record Transfer(
    UUID id,
    UUID patient,
    URI endpoint,
    String region,
    @Nullable TransferBasis transferBasis,
    Instant askedAt,
    UUID askedBy,
    Instant progressAt,
    long resources,
    @Nullable Instant endedAt,
    @Nullable Boolean accepted,
    @Nullable String result) {
  /** One that has not gone on for so long was cut off with its program. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How it stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    /** The program stopped over it: ask again. */
    INTERRUPTED
  }

  /** How it stands. */
  State state(Instant now) {
    if (accepted != null) {
      return accepted ? State.DONE : State.FAILED;
    }
    return progressAt.plus(PATIENCE).isBefore(now) ? State.INTERRUPTED : State.RUNNING;
  }
}
