package vigie.jobs.timeline;

import java.util.List;
import vigie.reading.Reading;

class InMemoryReadingStoreTest extends ReadingStoreContract {
  private final InMemoryReadingStore store = new InMemoryReadingStore();

  @Override
  TimelineStore<Reading> store() {
    return store;
  }

  @Override
  List<Reading> stored() {
    return store.stored();
  }

  @Override
  List<Rollup> rollups(Resolution resolution) {
    return store.rollups(resolution);
  }
}
