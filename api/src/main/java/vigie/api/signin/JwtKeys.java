package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.micronaut.security.token.jwt.signature.ec.ECSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import vigie.api.ApiConfig;
import vigie.api.OwnerOnlyFile;

/**
 * The key that signs tokens: made at the first start, kept in the program's folder for its owner
 * only. The algorithm is pinned to ES256 by the key's curve.
 */
@Singleton
@Named("vigie")
public final class JwtKeys implements ECSignatureConfiguration {
  private static final String FILE = "signing-key.json";

  private final ECKey key;

  /** Reads the key, or makes it. */
  public JwtKeys(ApiConfig config) {
    key = readOrMake(config.data());
  }

  /** The private key, for the issuer. */
  ECKey key() {
    return key;
  }

  @Override
  public ECPublicKey getPublicKey() {
    try {
      return key.toECPublicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException("a P-256 key has a public key", e);
    }
  }

  @Override
  public JWSAlgorithm getJwsAlgorithm() {
    return JWSAlgorithm.ES256;
  }

  private static ECKey readOrMake(Path folder) {
    try {
      return ECKey.parse(OwnerOnlyFile.readOrMake(folder, FILE, JwtKeys::make));
    } catch (ParseException e) {
      throw new IllegalStateException(folder.resolve(FILE) + " holds no signing key", e);
    }
  }

  private static String make() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate().toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java makes P-256 keys", e);
    }
  }
}
