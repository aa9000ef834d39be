/** Who are you: passwords in, short-lived tokens out, and the refusal of every other token. */
@NullMarked
package vigie.api.signin;

import org.jspecify.annotations.NullMarked;
