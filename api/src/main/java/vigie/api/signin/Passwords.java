package vigie.api.signin;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;
import vigie.api.web.Refusal;

/** Passwords as slow hashes (C-19): bcrypt, some 50 ms each. */
public final class Passwords {
  private static final int COST = 10;
  private static final int LENGTH_MIN = 10;

  /** Bcrypt looks at no more. */
  private static final int BYTES_MAX = 72;

  /** Compared with when there is no such person, so that names cannot be told by the time taken. */
  private static final String NOBODY = BCrypt.hashpw("nobody", BCrypt.gensalt(COST));

  private Passwords() {}

  /**
   * The hash to keep.
   *
   * @throws Refusal when it is too short or too long
   */
  public static String hash(String password) {
    if (password.length() < LENGTH_MIN) {
      throw Refusal.invalid("password", "must have at least " + LENGTH_MIN + " characters");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw Refusal.invalid("password", "must have at most " + BYTES_MAX + " bytes");
    }
    return BCrypt.hashpw(password, BCrypt.gensalt(COST));
  }

  /** Whether it is the one; takes as long when there is none. */
  public static boolean matches(String password, @Nullable String hash) {
    if (password.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      return false;
    }
    return BCrypt.checkpw(password, hash == null ? NOBODY : hash) && hash != null;
  }
}
