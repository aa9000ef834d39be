package vigie.authority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * A certificate authority in a folder: {@code ca.key}, which only its owner may read, and {@code
 * ca.crt}, which devices are given. Made at the first need; several processes may ask at once and
 * all get the same. Safe for several threads.
 */
public final class BouncyCastleAuthority {
  /** How long a device's or the broker's certificate is good. */
  public static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

  private static final Object THIS_JVM = new Object();
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path certificateFile;
  private final X509Certificate certificate;
  private final BouncyCastleIssuer issuer;

  private BouncyCastleAuthority(Path certificateFile, X509Certificate certificate, PrivateKey key) {
    this.certificateFile = certificateFile;
    this.certificate = certificate;
    this.issuer = new BouncyCastleIssuer(key);
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
      KeyPair pair = BouncyCastleIssuer.newPair();
      X509Certificate own = issuer.server(pair.getPublic(), now);
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
    PublicKey wanted = BouncyCastleRequest.provedKey(request);
    try {
      return issuer.device(device, wanted, now);
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
    KeyPair pair = BouncyCastleIssuer.newPair();
    X509Certificate own =
        new BouncyCastleIssuer(pair.getPrivate()).authority(pair.getPublic(), now);
    write(folder, certificateFile, pem(own));
    write(folder, keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
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
