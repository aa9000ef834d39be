package vigie.mqttbroker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import vigie.authority.BouncyCastleAuthority;

/**
 * What the broker shows and trusts under TLS, as files, because Artemis reads files: made anew at
 * each start, so that neither key nor certificate grows old.
 *
 * @param keys the broker's own key and certificate, PKCS #12
 * @param trusted the authority, PKCS #12
 * @param password of both
 */
record TlsStores(Path keys, Path trusted, String password) {
  private static final int PASSWORD_BYTES = 24;

  static TlsStores make(MqttBrokerConfig config, Instant now)
      throws IOException, GeneralSecurityException {
    BouncyCastleAuthority authority = BouncyCastleAuthority.in(config.authority(), now);
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String password = HexFormat.of().formatHex(bytes);
    Path folder = config.dataDir().toAbsolutePath().resolve("tls");
    Files.createDirectories(folder);
    return new TlsStores(
        write(folder.resolve("keys.p12"), authority.server(password, now), password),
        write(folder.resolve("trusted.p12"), authority.trusted(), password),
        password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TlsStores[keys=" + keys + ", trusted=" + trusted + "]";
  }

  private static Path write(Path file, KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }
}
