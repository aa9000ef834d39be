/**
 * The national directory of health professionals, of which an operator gives an extract: who is
 * what by profession, by somebody else's word than the operator's (C-25).
 */
@NullMarked
package vigie.api.directory;

import org.jspecify.annotations.NullMarked;
