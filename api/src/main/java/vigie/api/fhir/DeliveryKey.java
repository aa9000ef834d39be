package vigie.api.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import vigie.alert.Delivery.Channel;
import vigie.api.notify.JdbcDeliveries;

/** The place of an attempt to deliver, as text. */
final class DeliveryKey {
  private static final String BLANK = " ";

  private DeliveryKey() {}

  static String of(JdbcDeliveries.Attempt attempt) {
    return String.join(
        BLANK,
        attempt.at().toString(),
        attempt.notification().toString(),
        attempt.channel().name(),
        Integer.toString(attempt.attempt()));
  }

  static JdbcDeliveries.Key parse(String text) {
    String[] parts = text.split(BLANK, -1);
    try {
      if (parts.length == 4) {
        return new JdbcDeliveries.Key(
            Instant.parse(parts[0]),
            UUID.fromString(parts[1]),
            Channel.valueOf(parts[2]),
            Integer.parseInt(parts[3]));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw FhirShelves.unknown();
    }
    throw FhirShelves.unknown();
  }
}
