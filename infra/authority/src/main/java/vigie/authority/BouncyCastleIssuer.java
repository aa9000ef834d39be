package vigie.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates and signs them with the authority's key: what each kind says, and for how long
 * it is good. Keeps no files. Safe for several threads.
 */
final class BouncyCastleIssuer {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration CLOCK_BEHIND = Duration.ofMinutes(10);
  private static final X500Name NAME = named("Vigie local authority");
  private static final String SIGNATURE = "SHA256withECDSA";

  private final PrivateKey key;
  private final SecureRandom random = new SecureRandom();

  /** Signs with this key. */
  BouncyCastleIssuer(PrivateKey key) {
    this.key = key;
  }

  /** A fresh pair of keys as the authority makes them for itself and for servers. */
  static KeyPair newPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** The authority's own, which may sign others but no further authority. */
  X509Certificate authority(PublicKey own, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder = builder(NAME, own, now, AUTHORITY_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return signed(builder);
  }

  /** One of a server on this machine. */
  X509Certificate server(PublicKey servers, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder =
        builder(named("localhost"), servers, now, BouncyCastleAuthority.CERTIFICATE_LIFE);
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
    return leaf(builder, KeyPurposeId.id_kp_serverAuth);
  }

  /** One of a device, whose id is the common name. */
  X509Certificate device(String device, PublicKey devices, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    return leaf(
        builder(named(device), devices, now, BouncyCastleAuthority.CERTIFICATE_LIFE),
        KeyPurposeId.id_kp_clientAuth);
  }

  private X509Certificate leaf(JcaX509v3CertificateBuilder builder, KeyPurposeId purpose)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    return signed(builder);
  }

  // Bouncy Castle takes java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private JcaX509v3CertificateBuilder builder(
      X500Name subject, PublicKey key, Instant now, Duration life) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        DeviceCertificate.serial(now, random),
        Date.from(now.minus(CLOCK_BEHIND)),
        Date.from(now.plus(life)),
        subject,
        key);
  }

  private X509Certificate signed(JcaX509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static X500Name named(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }
}
