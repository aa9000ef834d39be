package vigie.api.device;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import vigie.api.ApiConfig;
import vigie.authority.BouncyCastleAuthority;
import vigie.authority.InvalidRequestException;

/** Certificates of devices, signed by the authority that the MQTT broker trusts. */
@Singleton
public final class DeviceCertificates {
  private final Path folder;

  /** Reads nothing before the first request. */
  public DeviceCertificates(ApiConfig config) {
    this.folder = config.authority();
  }

  DeviceController.SignedCertificate sign(String device, String request, Instant now)
      throws InvalidRequestException {
    BouncyCastleAuthority authority = BouncyCastleAuthority.in(folder, now);
    X509Certificate signed = authority.sign(device, request, now);
    return new DeviceController.SignedCertificate(
        BouncyCastleAuthority.pem(signed),
        BouncyCastleAuthority.pem(authority.certificate()),
        signed.getNotAfter().toInstant());
  }
}
