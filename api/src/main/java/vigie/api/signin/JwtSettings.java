package vigie.api.signin;

/** What every token of this program says of itself. */
public final class JwtSettings {
  /** Who issues. */
  public static final String ISSUER = "vigie";

  /** For whom. */
  public static final String AUDIENCE = "vigie-api";

  private JwtSettings() {}
}
