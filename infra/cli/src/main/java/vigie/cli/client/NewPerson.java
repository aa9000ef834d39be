package vigie.cli.client;

import org.jspecify.annotations.Nullable;

/**
 * A person to be made by the operator.
 *
 * @param username to sign in with
 * @param password to sign in with
 * @param role PATIENT, PHYSICIAN, EMERGENCY_CONTACT or OPERATOR
 * @param firstName as messages call the person
 * @param lastName as messages call the person
 * @param email where mail goes; null for nowhere
 * @param webhookUrl where webhooks go; null for nowhere
 * @param webhookSecret signs webhooks; null without one
 * @param rpps a physician's national identifier; null for everybody else
 */
public record NewPerson(
    String username,
    String password,
    String role,
    String firstName,
    String lastName,
    @Nullable String email,
    @Nullable String webhookUrl,
    @Nullable String webhookSecret,
    @Nullable String rpps) {
  /** Without the password and the secret. */
  @Override
  public String toString() {
    return "NewPerson[" + username + ", " + role + "]";
  }
}
