package vigie.gateway;

/** A setting that cannot be used; the message names it and the remedy. */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that names the setting and the remedy already. */
  InvalidSettingException(String message) {
    super(message);
  }

  /** For this setting. */
  public InvalidSettingException(String setting, String problem, String remedy) {
    super(setting + " " + problem + ". " + remedy);
  }
}
