package vigie.api.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody enters. Without a status, what lasts and has no end is ACTIVE, all else COMPLETED.
 *
 * @param amends when this is an amendment, the version that it amends; else left out
 */
@Serdeable
public record EventRequest(
    String kind,
    String title,
    Instant from,
    @Nullable Instant until,
    @Nullable EventStatus status,
    @Nullable String statusReason,
    @Nullable String text,
    @Nullable Map<String, String> details,
    @Nullable Code code,
    @Nullable Integer amends) {

  /** A code as it is sent. */
  @Serdeable
  public record Code(EventCode.Scheme system, String value) {}

  /**
   * The content.
   *
   * @throws IllegalArgumentException naming the field that breaks a rule
   */
  EventContent content() {
    given("kind", kind);
    given("title", title);
    given("from", from);
    EventKind known = EventKinds.standard().kind(kind);
    EventStatus standard =
        known.lasts() && until == null ? EventStatus.ACTIVE : EventStatus.COMPLETED;
    return new EventContent(
        known,
        status == null ? standard : status,
        statusReason,
        title,
        text,
        details == null ? Map.of() : details,
        code == null ? null : new EventCode(code.system(), code.value()),
        from,
        until);
  }

  /** What a request leaves out is null, whatever the type says. */
  private static void given(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " must be given");
    }
  }
}
