package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.micronaut.security.token.jwt.signature.ec.ECSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Set;
import vigie.api.ApiConfig;

/**
 * The key that signs tokens: made at the first start, kept in the program's folder for its owner
 * only. The algorithm is pinned to ES256 by the key's curve.
 */
@Singleton
@Named("vigie")
public final class JwtKeys implements ECSignatureConfiguration {
  private static final String FILE = "signing-key.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

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
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(folder, file);
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(rights)) {
        throw new IllegalStateException(
            file
                + " may be read by others ("
                + PosixFilePermissions.toString(rights)
                + "): chmod 600 it, or delete it to have a new key made");
      }
      return ECKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or made", e);
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(file + " holds no signing key", e);
    }
  }

  private static void make(Path folder, Path file) throws IOException, JOSEException {
    Files.createDirectories(folder);
    ECKey made = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    // Made whole under another name: a reader never sees half a key.
    Path draft =
        Files.createTempFile(
            folder, FILE, ".draft", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(
        draft, made.toJSONString(), StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key it is.
    }
    Files.delete(draft);
  }
}
