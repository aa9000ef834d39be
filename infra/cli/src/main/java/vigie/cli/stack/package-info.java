/**
 * The whole stack on one machine: {@link vigie.cli.stack.Stack} starts every part (servers of
 * {@code vigie.local}, then topics, programs and jobs), keeps them running and stops them. The
 * commands {@code up}, {@code down} and {@code status} are thin shells over it; between processes a
 * stack is known by its data folder, which holds its lock, its state and its secrets.
 */
@NullMarked
package vigie.cli.stack;

import org.jspecify.annotations.NullMarked;
