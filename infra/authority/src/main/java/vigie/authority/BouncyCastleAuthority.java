package vigie.authority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
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
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A certificate authority in a folder: {@code ca.key}, which only its owner may read, and {@code
 * ca.crt}, which devices are given. Made at the first need; several processes may ask at once and
 * all get the same. Safe for several threads.
 */
public final class BouncyCastleAuthority {
  /** How long a device's or the broker's certificate is good. */
  public static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration CLOCK_BEHIND = Duration.ofMinutes(10);
  private static final X500Name NAME = named("Vigie local authority");
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int RSA_BITS_MIN = 2_048;
  private static final int RSA_BITS_MAX = 8_192;
  private static final int REQUEST_CHARACTERS_MAX = 16_384;
  private static final Object THIS_JVM = new Object();
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path certificateFile;
  private final X509Certificate certificate;
  private final PrivateKey key;
  private final SecureRandom random = new SecureRandom();

  private BouncyCastleAuthority(Path certificateFile, X509Certificate certificate, PrivateKey key) {
    this.certificateFile = certificateFile;
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * The authority of a folder, made when there is none.
   *
   * @param folder its own; made when missing
   * @param now when it is asked
   * @throws UncheckedIOException when it can neither be read nor made
   */
  public static BouncyCastleAuthority in(Path folder, Instant now) {
    try {
      synchronized (THIS_JVM) {
        Files.createDirectories(folder.toAbsolutePath(), OWNERS_FOLDER);
        try (FileChannel channel =
                FileChannel.open(
                    folder.resolve("ca.lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OWNER_ONLY);
            FileLock lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("lost the lock of " + folder);
          }
          return opened(folder, now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no certificate authority in " + folder, e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new UncheckedIOException(
          new IOException("the certificate authority in " + folder + " cannot be used", e));
    }
  }

  /** The authority's own certificate, which a device must trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The file of that certificate, PEM. */
  public Path certificateFile() {
    return certificateFile;
  }

  /** A key store with a fresh key and certificate of a server on this machine, and the chain. */
  public KeyStore server(String password, Instant now) {
    try {
      KeyPair pair = newPair();
      JcaX509v3CertificateBuilder builder =
          builder(
              NAME,
              named("localhost"),
              pair.getPublic(),
              DeviceCertificate.serial(now, random),
              now,
              CERTIFICATE_LIFE);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
      X509Certificate own = leaf(builder, KeyPurposeId.id_kp_serverAuth);
      KeyStore store = emptyStore();
      store.setKeyEntry(
          "server",
          pair.getPrivate(),
          password.toCharArray(),
          new Certificate[] {own, certificate});
      return store;
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot make the server's certificate", e);
    }
  }

  /** A key store with the authority as the only one that is trusted. */
  public KeyStore trusted() {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("authority", certificate);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot make a store of trust", e);
    }
  }

  /**
   * Signs a device's request. Of the request only the key counts, and that its sender has it.
   *
   * @param device becomes the common name
   * @param request a PKCS #10 request, PEM; its key EC, or RSA of at least 2,048 bits
   * @param now when it is signed
   * @throws InvalidRequestException when the request is none
   */
  public X509Certificate sign(String device, String request, Instant now)
      throws InvalidRequestException {
    PublicKey wanted = proved(request);
    try {
      return leaf(
          builder(
              NAME,
              named(device),
              wanted,
              DeviceCertificate.serial(now, random),
              now,
              CERTIFICATE_LIFE),
          KeyPurposeId.id_kp_clientAuth);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot sign a device's certificate", e);
    }
  }

  /** A certificate as PEM text. */
  public static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static PublicKey proved(String request) throws InvalidRequestException {
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

  private static BouncyCastleAuthority opened(Path folder, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Path keyFile = folder.resolve("ca.key");
    Path certificateFile = folder.resolve("ca.crt");
    if (!Files.exists(keyFile) || !Files.exists(certificateFile)) {
      make(folder, keyFile, certificateFile, now);
    }
    String base64 = Files.readString(keyFile).replaceAll("-----[A-Z ]+-----|\\s", "");
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    X509Certificate certificate =
        (X509Certificate)
            certificates.generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(certificateFile)));
    return new BouncyCastleAuthority(certificateFile, certificate, key);
  }

  private static void make(Path folder, Path keyFile, Path certificateFile, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPair pair = newPair();
    JcaX509v3CertificateBuilder builder =
        builder(
            NAME,
            NAME,
            pair.getPublic(),
            DeviceCertificate.serial(now, new SecureRandom()),
            now,
            AUTHORITY_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    write(folder, certificateFile, pem(signed(builder, pair.getPrivate())));
    write(folder, keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private X509Certificate leaf(JcaX509v3CertificateBuilder builder, KeyPurposeId purpose)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    return signed(builder, key);
  }

  // Bouncy Castle takes java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      PublicKey key,
      BigInteger serial,
      Instant now,
      Duration life) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial,
        Date.from(now.minus(CLOCK_BEHIND)),
        Date.from(now.plus(life)),
        subject,
        key);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static KeyPair newPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static X500Name named(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), kind);
  }

  private static void write(Path folder, Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(folder, "ca", ".new", OWNER_ONLY);
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
