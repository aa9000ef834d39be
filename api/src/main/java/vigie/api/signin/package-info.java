/**
 * Who are you: a password and a second factor in, short-lived tokens of a session out, and the
 * refusal of every other token.
 */
@NullMarked
package vigie.api.signin;

import org.jspecify.annotations.NullMarked;
