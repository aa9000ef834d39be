package vigie.api.signin;

import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import vigie.api.access.Role;

/**
 * A token, whose it is, and its session.
 *
 * @param access_token to be sent as {@code Authorization: Bearer}
 * @param token_type always {@code Bearer}
 * @param expires_in seconds for which it is good
 * @param person whose
 * @param role what they are to the platform
 * @param session renewed before the token is over, and ended to sign out
 * @param enrol_only whether a second factor must be enrolled before anything else
 */
@Serdeable
public record TokenResponse(
    String access_token,
    String token_type,
    long expires_in,
    UUID person,
    Role role,
    UUID session,
    boolean enrol_only) {}
