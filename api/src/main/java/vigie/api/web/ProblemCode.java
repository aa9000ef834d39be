package vigie.api.web;

/** Every way a request can fail; the kind decides whose alarm it is. */
public enum ProblemCode {
  MALFORMED(400, Kind.CALLER, "The request cannot be read"),
  NO_TOKEN(401, Kind.CALLER, "A token is needed"),
  BAD_TOKEN(401, Kind.CALLER, "The token is not valid"),
  BAD_CREDENTIALS(401, Kind.CALLER, "Unknown name or wrong password"),
  STEP_UP_NEEDED(401, Kind.CALLER, "Prove anew who you are"),
  SECOND_FACTOR_NEEDED(401, Kind.CALLER, "A second factor is needed"),
  NOT_ALLOWED(403, Kind.CALLER, "Not allowed"),
  NOT_FOUND(404, Kind.CALLER, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, Kind.CALLER, "This cannot be done here"),
  NOT_ACCEPTABLE(406, Kind.CALLER, "No such representation"),
  CONFLICT(409, Kind.CALLER, "This contradicts what stands"),
  TOO_LARGE(413, Kind.CALLER, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, Kind.CALLER, "The request's type is not understood"),
  INVALID(422, Kind.CALLER, "A value is not valid"),
  REJECTED(422, Kind.CALLER, "Readings were rejected"),
  TOO_MANY_REQUESTS(429, Kind.CALLER, "Too many requests"),
  INTERNAL(500, Kind.OURS, "Our fault"),
  UNAVAILABLE(503, Kind.RESOURCES, "Not available at the moment");

  /** Whose matter it is. */
  public enum Kind {
    /** The caller must change the request. */
    CALLER,
    /** A defect of ours. */
    OURS,
    /** Something we need does not answer; trying again later may help. */
    RESOURCES
  }

  private final int status;
  private final Kind kind;
  private final String title;

  ProblemCode(int status, Kind kind, String title) {
    this.status = status;
    this.kind = kind;
    this.title = title;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Whose matter it is. */
  public Kind kind() {
    return kind;
  }

  /** The same words every time. */
  public String title() {
    return title;
  }
}
