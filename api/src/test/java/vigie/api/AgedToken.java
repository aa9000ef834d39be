package vigie.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.Objects;

/** The token of a person who proved who they are some time ago. */
public final class AgedToken {
  private AgedToken() {}

  /** The same session, as if its proof were older by so much. */
  public static ApiClient of(ApiExtension api, ApiClient client, long seconds) {
    try {
      ECKey key = ECKey.parse(Files.readString(api.config().data().resolve("signing-key.json")));
      SignedJWT token = SignedJWT.parse(Objects.requireNonNull(client.token()));
      SignedJWT older =
          new SignedJWT(
              token.getHeader(),
              new JWTClaimsSet.Builder(token.getJWTClaimsSet())
                  .claim("auth_time", Instant.now().getEpochSecond() - seconds)
                  .build());
      older.sign(new ECDSASigner(key));
      return client.with(older.serialize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
