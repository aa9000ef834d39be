package vigie.api.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.ContentKind;
import vigie.api.access.Profession;
import vigie.api.access.Role;

/**
 * One version of an event as it is shown.
 *
 * @param event its id
 * @param version 1 as entered
 * @param kind of {@code kinds.csv}
 * @param category what grants and masks name
 * @param document LOINC code of the document type
 * @param sensitive whether it is extra sensitive, so that "all" does not open it
 * @param status how it stands
 * @param statusReason why
 * @param title in a line
 * @param text whole
 * @param details by name
 * @param code what it is about
 * @param from effective time
 * @param until its end
 * @param entered when this version was entered
 * @param author who entered it
 * @param origin whose word it is
 * @param controller who answers for it
 * @param legalBasis why it may be kept
 */
@Serdeable
public record EventView(
    UUID event,
    int version,
    String kind,
    ContentKind category,
    @Nullable String document,
    boolean sensitive,
    EventStatus status,
    @Nullable String statusReason,
    String title,
    @Nullable String text,
    Map<String, String> details,
    @Nullable EventCode code,
    Instant from,
    @Nullable Instant until,
    Instant entered,
    Author author,
    Provenance.Origin origin,
    Provenance.Controller controller,
    Provenance.LegalBasis legalBasis) {

  /** Who entered it, what they were then, and whether it was on behalf of the patient. */
  @Serdeable
  public record Author(
      UUID person,
      Role role,
      @Nullable Profession profession,
      @Nullable String organisation,
      boolean onBehalf) {}

  /** Shows one. */
  public static EventView of(ClinicalEvent event) {
    EventContent content = event.content();
    EventKind kind = content.kind();
    Provenance by = event.provenance();
    return new EventView(
        event.id(),
        event.version(),
        kind.id(),
        kind.content(),
        kind.document(),
        kind.sensitive(),
        content.status(),
        content.statusReason(),
        content.title(),
        content.text(),
        content.details(),
        content.code(),
        content.from(),
        content.until(),
        event.entered(),
        new Author(by.author(), by.role(), by.profession(), by.organisation(), by.onBehalf()),
        by.origin(),
        by.controller(),
        by.basis());
  }
}
