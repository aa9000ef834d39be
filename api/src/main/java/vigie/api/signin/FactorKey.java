package vigie.api.signin;

import jakarta.inject.Singleton;
import java.util.UUID;
import vigie.api.ApiConfig;
import vigie.api.FieldKey;

/** Seals the secrets of second factors: who has the database alone can make no code. */
@Singleton
final class FactorKey {
  private final FieldKey key;

  /** Reads the key, or makes it. */
  FactorKey(ApiConfig config) {
    key = new FieldKey(config.data(), "second-factor-key");
  }

  /** Seals a person's secret; it opens for no other person. */
  byte[] seal(UUID person, String secret) {
    return key.seal(person, secret);
  }

  /**
   * Opens it again.
   *
   * @throws IllegalStateException when it was sealed with another key, or for another person
   */
  String open(UUID person, byte[] sealed) {
    return key.open(person, sealed);
  }
}
