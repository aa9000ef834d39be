/**
 * The API. A request passes {@code signin} (who are you), a controller of a feature ({@code
 * people}, {@code patient}, {@code device}, {@code timeline}, {@code alert}), which asks {@code
 * access} (may you), which writes {@code audit}, and then its store. Changes leave for the stream
 * through {@code outbox}. {@code web} shapes errors.
 */
@NullMarked
package vigie.api;

import org.jspecify.annotations.NullMarked;
