/**
 * Who is signed in, from where: each token belongs to a session, and an ended one is refused and
 * its streams end. {@link vigie.api.session.Sessions} begins and ends them, {@link
 * vigie.api.session.SessionDirectory} knows the ended ones in memory.
 */
@NullMarked
package vigie.api.session;

import org.jspecify.annotations.NullMarked;
