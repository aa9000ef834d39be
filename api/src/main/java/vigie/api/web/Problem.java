package vigie.api.web;

import io.micronaut.serde.annotation.Serdeable;

/**
 * An error as RFC 9457 has it.
 *
 * @param type names the code
 * @param title the code in words
 * @param status HTTP status
 * @param detail what was wrong this time, naming the field
 * @param code one of {@link ProblemCode}
 * @param kind whose matter it is
 */
@Serdeable
public record Problem(
    String type, String title, int status, String detail, ProblemCode code, ProblemCode.Kind kind) {

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of this code. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(
        "urn:vigie:problem:" + code.name(), code.title(), code.status(), detail, code, code.kind());
  }
}
