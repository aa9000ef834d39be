package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.authority.BouncyCastleAuthority;
import vigie.device.DeviceBinding;
import vigie.reading.PatientId;

/** The broker's port with TLS, and devices that sign in with certificates. */
@Tag("C-98")
class MqttTlsIT {
  private static final int ALERT = 0x15;
  private static final int HANDSHAKE = 0x16;
  private static final int PROTOCOL_VERSION = 70;

  private static MqttDevices devices;
  private static BouncyCastleAuthority authority;

  @BeforeAll
  static void start(@TempDir Path folder) {
    devices = new MqttDevices(folder);
    authority = BouncyCastleAuthority.in(devices.mqtt.authority(), Instant.now());
  }

  @AfterAll
  static void stop() {
    devices.close();
  }

  @Test
  void whoTrustsTheAuthoritySignsInWithItsSecretAndPublishes() throws Exception {
    devices.bind("tls-1", "s");
    MqttDevices.close(devices.connectOnceKnown("tls-1", "s"));
    MqttClient client = overTls("tls-1", "s", sockets(authority, null));
    assertThat(MqttDevices.publish(client, "vigie/v1/tls-1/json", "{}")).isZero();
    MqttDevices.close(client);
    assertThatThrownBy(() -> overTls("tls-1", "guess", sockets(authority, null)))
        .isInstanceOf(MqttException.class);
  }

  @Test
  void whoTrustsAnotherAuthorityDoesNotSpeakToThisBroker(@TempDir Path folder) throws Exception {
    devices.bind("tls-2", "s");
    MqttDevices.close(devices.connectOnceKnown("tls-2", "s"));
    BouncyCastleAuthority other = BouncyCastleAuthority.in(folder.resolve("other"), Instant.now());
    assertThatThrownBy(() -> overTls("tls-2", "s", sockets(other, null)))
        .isInstanceOf(MqttException.class)
        .hasStackTraceContaining("PKIX path");
  }

  @Test
  void withoutTlsThePortIsClosed() throws Exception {
    devices.bind("tls-3", "s");
    MqttDevices.close(devices.connectOnceKnown("tls-3", "s"));
    String plain = devices.mqtt.tlsUrl().replace("ssl:", "tcp:");
    assertThatThrownBy(
            () ->
                MqttDevices.connect(
                    plain, "tls-3", options -> options.setPassword(new byte[] {'s'})))
        .isInstanceOf(MqttException.class);
  }

  @ParameterizedTest
  @CsvSource({"0301,false", "0302,false", "0303,true"})
  void onlyTls12AndNewerIsSpoken(String version, boolean spoken) throws Exception {
    URI url = URI.create(devices.mqtt.tlsUrl());
    try (Socket socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(clientHello(version));
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      int kind = answer.readUnsignedByte();
      if (spoken) {
        assertThat(kind).as("a ServerHello").isEqualTo(HANDSHAKE);
      } else {
        assertThat(kind).isEqualTo(ALERT);
        answer.skipNBytes(5);
        assertThat(answer.readUnsignedByte()).isEqualTo(PROTOCOL_VERSION);
      }
    }
  }

  @Test
  @Tag("C-20")
  void aCertificateIsItsDeviceAndNoOther() throws Exception {
    devices.bind("cert-a", "s");
    devices.bind("cert-b", "sb");
    MqttDevices.close(devices.connectOnceKnown("cert-a", "s"));
    MqttDevices.close(devices.connectOnceKnown("cert-b", "sb"));
    SSLSocketFactory certificateOfA = sockets(authority, identity(authority, "cert-a"));

    MqttClient a = overTls("cert-a", null, certificateOfA);
    assertThat(MqttDevices.publish(a, "vigie/v1/cert-a/json", "{}")).isZero();
    assertThat(MqttDevices.publish(a, "vigie/v1/cert-b/json", "{}"))
        .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
    MqttDevices.close(a);

    assertRefused("cert-b", null, certificateOfA);
    // Even with B's secret: who shows a certificate is that device or nobody.
    assertRefused("cert-b", "sb", certificateOfA);
    assertRefused("cert-a", null, sockets(authority, null));
    assertRefused(MqttServer.GATEWAY, devices.mqtt.secret(MqttServer.GATEWAY), certificateOfA);
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNone(@TempDir Path folder) throws Exception {
    devices.bind("cert-c", "s");
    MqttDevices.close(devices.connectOnceKnown("cert-c", "s"));
    BouncyCastleAuthority other = BouncyCastleAuthority.in(folder.resolve("other"), Instant.now());
    SSLSocketFactory forged = sockets(authority, identity(other, "cert-c"));
    assertThatThrownBy(() -> MqttDevices.close(overTls("cert-c", null, forged)))
        .isInstanceOf(MqttException.class);
  }

  @Test
  @Tag("C-36")
  void aRevokedDevicesCertificateIsCutAndRefusedAlsoWhenSomebodyElseBindsTheDevice()
      throws Exception {
    DeviceBinding bound = devices.bind("cert-d", "s");
    MqttDevices.close(devices.connectOnceKnown("cert-d", "s"));
    SSLSocketFactory sockets = sockets(authority, identity(authority, "cert-d"));
    MqttClient client = overTls("cert-d", null, sockets);

    devices.tell(bound.revoked(Instant.now()));
    await().atMost(Duration.ofSeconds(5)).until(() -> !client.isConnected());
    client.close(true);
    assertRefused("cert-d", null, sockets);

    Instant now = Instant.now();
    devices.tell(
        new DeviceBinding(
            bound.device(),
            new PatientId(UUID.randomUUID()),
            "watch",
            Duration.ZERO,
            devices.credential("theirs"),
            true,
            now));
    MqttDevices.close(devices.connectOnceKnown("cert-d", "theirs"));
    assertRefused("cert-d", null, sockets);
    MqttDevices.close(overTls("cert-d", null, sockets(authority, identity(authority, "cert-d"))));
  }

  @Test
  void onlyItsOwnerMayReadTheKeys() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(devices.mqtt.authority().resolve("ca.key"))))
        .isEqualTo("rw-------");
  }

  private static MqttClient overTls(
      String device, @Nullable String secret, SSLSocketFactory sockets) throws MqttException {
    return MqttDevices.connect(
        devices.mqtt.tlsUrl(),
        device,
        options -> {
          options.setSocketFactory(sockets);
          if (secret != null) {
            options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static void assertRefused(
      String device, @Nullable String secret, SSLSocketFactory sockets) {
    assertThatThrownBy(() -> overTls(device, secret, sockets))
        .isInstanceOfSatisfying(
            MqttException.class,
            e ->
                assertThat(e.getReasonCode())
                    .isIn(
                        MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
                        MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
                        MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID));
  }

  private static SSLSocketFactory sockets(
      BouncyCastleAuthority trusted, @Nullable KeyStore identity) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted.trusted());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity, "".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        identity == null ? null : keys.getKeyManagers(),
        trust.getTrustManagers(),
        new SecureRandom());
    return context.getSocketFactory();
  }

  /** A device's own key with the certificate that this authority signs for it now. */
  private static KeyStore identity(BouncyCastleAuthority signing, String device) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    byte[] request =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    X509Certificate signed =
        signing.sign(
            device,
            "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(request)
                + "\n-----END CERTIFICATE REQUEST-----\n",
            Instant.now());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "device",
        pair.getPrivate(),
        "".toCharArray(),
        new Certificate[] {signed, signing.certificate()});
    return store;
  }

  /** A ClientHello that offers this version at most, with ciphers and curves of its time. */
  private static byte[] clientHello(String version) {
    String ciphers = "c009c00ac013c014c02bc02f";
    String extensions =
        "000a00040002"
            + "0017" // curve secp256r1
            + "000b00020100" // points uncompressed
            + "000d000600040403"
            + "0401"; // ECDSA and RSA with SHA-256
    String body =
        version
            + "5a".repeat(32)
            + "00"
            + length(ciphers, 2)
            + ciphers
            + "0100"
            + length(extensions, 2)
            + extensions;
    String handshake = "01" + length(body, 3) + body;
    return HexFormat.of().parseHex("160301" + length(handshake, 2) + handshake);
  }

  private static String length(String hex, int bytes) {
    return HexFormat.of().toHexDigits(hex.length() / 2, 2 * bytes);
  }
}
