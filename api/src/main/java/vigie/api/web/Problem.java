package vigie.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param type names the code
 * @param title the code in words
 * @param status HTTP status
 * @param detail what was wrong this time, naming the field
 * @param code one of {@link ProblemCode}
 * @param kind whose matter it is
 * @param complaint where one complains to the supervisory authority (C-75); null, and left out,
 *     where no right was refused
 */
@Serdeable
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    ProblemCode code,
    ProblemCode.Kind kind,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable URI complaint) {

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of this code. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(
        "urn:vigie:problem:" + code.name(),
        code.title(),
        code.status(),
        detail,
        code,
        code.kind(),
        null);
  }

  /** The same, telling where one complains. */
  Problem withComplaint(URI where) {
    return new Problem(type, title, status, detail, code, kind, where);
  }
}
