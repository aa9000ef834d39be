package vigie.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BouncyCastleAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-03-02T07:41:10.123Z");

  private final Path folder;

  BouncyCastleAuthorityTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void asksTwiceAndGetsTheSameAuthority() {
    X509Certificate first = authority().certificate();
    assertThat(BouncyCastleAuthority.in(folder.resolve("authority"), NOW.plusSeconds(9)))
        .extracting(BouncyCastleAuthority::certificate)
        .isEqualTo(first);
  }

  @Test
  @Tag("C-98")
  void onlyItsOwnerMayReadTheKey() throws Exception {
    authority();
    assertThat(permissions("authority")).isEqualTo("rwx------");
    assertThat(permissions("authority/ca.key")).isEqualTo("rw-------");
  }

  @Test
  void aSignedCertificateNamesTheDeviceAndWhenItWasIssuedWhateverTheRequestSays() throws Exception {
    BouncyCastleAuthority authority = authority();
    X509Certificate certificate = authority.sign("watch-1", request("EC", 256), NOW);
    certificate.verify(authority.certificate().getPublicKey());
    assertThat(DeviceCertificate.of(certificate)).contains(new DeviceCertificate("watch-1", NOW));
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getBasicConstraints()).as("no authority itself").isEqualTo(-1);
    assertThat(certificate.getNotAfter().toInstant())
        .isEqualTo(NOW.plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @CsvSource({"EC,256,true", "EC,384,true", "RSA,2048,true", "RSA,1024,false", "DSA,2048,false"})
  void onlyStrongKeysAreSigned(String algorithm, int bits, boolean signed) throws Exception {
    String request = request(algorithm, bits);
    if (signed) {
      assertThat(authority().sign("watch-1", request, NOW)).isNotNull();
    } else {
      assertThatThrownBy(() -> authority().sign("watch-1", request, NOW))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    String certificate = BouncyCastleAuthority.pem(authority().certificate());
    for (String text : new String[] {"", "request", certificate, "-----BEGIN", pem(new byte[9])}) {
      assertThatThrownBy(() -> authority().sign("watch-1", text, NOW))
          .as(text)
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void aRequestForAKeyThatTheSenderDoesNotHaveIsRefused() throws Exception {
    KeyPair own = pair("EC", 256);
    KeyPair others = pair("EC", 256);
    String request = pem(signed(others, own, "SHA256withECDSA").getEncoded());
    assertThatThrownBy(() -> authority().sign("watch-1", request, NOW))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("signed");
  }

  private BouncyCastleAuthority authority() {
    return BouncyCastleAuthority.in(folder.resolve("authority"), NOW);
  }

  private String permissions(String file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  private static String request(String algorithm, int bits) throws Exception {
    KeyPair pair = pair(algorithm, bits);
    String signature =
        switch (algorithm) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "SHA256withDSA";
        };
    return pem(signed(pair, pair, signature).getEncoded());
  }

  private static PKCS10CertificationRequest signed(KeyPair wanted, KeyPair signing, String how)
      throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(
            new X500Name("CN=somebody-elses-watch"), wanted.getPublic())
        .build(new JcaContentSignerBuilder(how).build(signing.getPrivate()));
  }

  private static KeyPair pair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static String pem(byte[] request) {
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + Base64.getMimeEncoder().encodeToString(request)
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }
}
