/**
 * A certificate authority of one stack: made at the first need, kept in a folder that only its
 * owner may read. {@link vigie.authority.BouncyCastleAuthority} keeps the folder and is asked,
 * {@link vigie.authority.BouncyCastleRequest} reads what a device asks for, {@link
 * vigie.authority.BouncyCastleIssuer} signs; {@link vigie.authority.DeviceCertificate} is what a
 * signed certificate says of a device.
 */
@NullMarked
package vigie.authority;

import org.jspecify.annotations.NullMarked;
