/**
 * The demo: {@link vigie.cli.demo.Demo} starts a stack, streams simulated patients and tells what
 * reaches the physician and the emergency contact, through sinks that really receive it.
 */
@NullMarked
package vigie.cli.demo;

import org.jspecify.annotations.NullMarked;
