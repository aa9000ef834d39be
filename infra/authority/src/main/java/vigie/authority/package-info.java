/**
 * A certificate authority of one stack: made at the first need, kept in a folder that only its
 * owner may read. {@link vigie.authority.BouncyCastleAuthority} signs; {@link
 * vigie.authority.DeviceCertificate} is what a signed certificate says of a device.
 */
@NullMarked
package vigie.authority;

import org.jspecify.annotations.NullMarked;
