/**
 * {@code vigie import}: brings what a person's apps and devices have exported in over HTTP, as one
 * of their devices. A {@link vigie.cli.importing.MessageSource} reads the file in an order that is
 * always the same, {@link vigie.cli.importing.Import} sends, counts and remembers how far it came.
 */
@NullMarked
package vigie.cli.importing;

import org.jspecify.annotations.NullMarked;
