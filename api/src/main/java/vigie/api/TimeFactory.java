package vigie.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of the program. */
@Factory
final class TimeFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
