package vigie.authority;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * What a certificate of the authority says of a device.
 *
 * @param device the device's id, the certificate's common name
 * @param issuedAt when it was signed, to the millisecond: one from before the device was bound to
 *     whom it belongs now proves nothing
 */
public record DeviceCertificate(String device, Instant issuedAt) {
  /** Random bits below the time in a serial number; X.509 has room for 159 in all. */
  private static final int RANDOM_BITS = 64;

  /** Reads a certificate whose signature has been checked; empty when it names no device. */
  public static Optional<DeviceCertificate> of(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .findFirst()
              .map(
                  part ->
                      new DeviceCertificate(
                          part.getValue().toString(),
                          Instant.ofEpochMilli(
                              certificate.getSerialNumber().shiftRight(RANDOM_BITS).longValue())));
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }

  static BigInteger serial(Instant issuedAt, SecureRandom random) {
    return BigInteger.valueOf(issuedAt.toEpochMilli())
        .shiftLeft(RANDOM_BITS)
        .or(new BigInteger(RANDOM_BITS, random));
  }
}
