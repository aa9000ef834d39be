package vigie.cli.enrol;

import java.util.UUID;

/** A person whom the API knows and who can sign in. */
public record EnrolledPerson(UUID id, String username, String password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "EnrolledPerson[" + username + "]";
  }
}
