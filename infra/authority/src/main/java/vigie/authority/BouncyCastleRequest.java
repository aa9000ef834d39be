package vigie.authority;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Reads a device's request for a certificate, which anybody may have written. */
final class BouncyCastleRequest {
  private static final int RSA_BITS_MIN = 2_048;
  private static final int RSA_BITS_MAX = 8_192;
  private static final int REQUEST_CHARACTERS_MAX = 16_384;

  private BouncyCastleRequest() {}

  /**
   * The key that is to be certified, once it is strong enough and its sender has proved to have it.
   *
   * @param request a PKCS #10 request, PEM
   * @throws InvalidRequestException when it is none, or proves nothing
   */
  static PublicKey provedKey(String request) throws InvalidRequestException {
    if (request.length() > REQUEST_CHARACTERS_MAX) {
      throw new InvalidRequestException(
          "must have at most " + REQUEST_CHARACTERS_MAX + " characters");
    }
    try (PEMParser parser = new PEMParser(new StringReader(request))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest found)) {
        throw new InvalidRequestException("must be a PKCS #10 request in PEM");
      }
      PublicKey key = new JcaPKCS10CertificationRequest(found).getPublicKey();
      boolean strong =
          key instanceof ECPublicKey
              || (key instanceof RSAPublicKey rsa
                  && rsa.getModulus().bitLength() >= RSA_BITS_MIN
                  && rsa.getModulus().bitLength() <= RSA_BITS_MAX);
      if (!strong) {
        throw new InvalidRequestException("must have an EC key, or an RSA key of 2048 bits");
      }
      if (!found.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new InvalidRequestException("is not signed by its own key");
      }
      return key;
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | IllegalArgumentException
        | IllegalStateException e) {
      // Bouncy Castle throws any of these on bytes that are no request.
      throw new InvalidRequestException("must be a PKCS #10 request in PEM that can be read");
    }
  }
}
