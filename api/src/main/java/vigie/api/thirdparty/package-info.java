/**
 * Others in what a patient is given (C-67): {@link vigie.api.thirdparty.JdbcThirdParties} says
 * whose names Vigie knows, {@link vigie.api.thirdparty.ThirdParties} takes them out of texts. The
 * copy, the export and the transfer ask them.
 */
@NullMarked
package vigie.api.thirdparty;

import org.jspecify.annotations.NullMarked;
