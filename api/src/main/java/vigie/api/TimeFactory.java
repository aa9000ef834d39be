package vigie.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;

/** The one clock of the program, and the zone of its people's clocks. */
@Factory
final class TimeFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  ZoneId zone(ApiConfig config) {
    return config.zone();
  }
}
