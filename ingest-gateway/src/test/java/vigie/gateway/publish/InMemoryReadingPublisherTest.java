package vigie.gateway.publish;

import java.util.List;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;

class InMemoryReadingPublisherTest extends ReadingPublisherContract {
  private final InMemoryReadingPublisher publisher = new InMemoryReadingPublisher();

  @Override
  ReadingPublisher publisher() {
    return publisher;
  }

  @Override
  List<Reading> keptReadings(int atLeast) {
    return publisher.readings();
  }

  @Override
  List<RejectedReading> keptRejected(int atLeast) {
    return publisher.rejected();
  }

  @Override
  void breakIt() {
    publisher.refuse();
  }
}
