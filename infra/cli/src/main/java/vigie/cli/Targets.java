package vigie.cli;

import java.net.URI;
import java.time.Clock;
import vigie.cli.client.HttpApi;
import vigie.cli.client.Target;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.JsonEnrolmentBook;
import vigie.cli.stack.Addresses;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackSettings;

/** Finds the stack that a command works against. */
public final class Targets {
  private Targets() {}

  /** The stack of these settings, whoever started it. */
  public static Target of(StackSettings settings) {
    Addresses addresses = Addresses.of(settings);
    return new Target(
        addresses.api(),
        URI.create(addresses.mqtt()),
        Stack.operatorPassword(settings),
        settings.data());
  }

  /** Enrols at that stack, and remembers in its data folder. */
  public static Enrolment enrolment(Target target) {
    return new Enrolment(
        new HttpApi(target.api(), Clock.systemUTC()),
        target.operatorPassword(),
        new JsonEnrolmentBook(target.enrolmentBook()));
  }
}
