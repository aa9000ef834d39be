@NullMarked
package vigie.api.signin;

import org.jspecify.annotations.NullMarked;
