package vigie.local;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Offsets whose ports are free, each given once. */
final class FreePorts {

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  static int offset() {
    while (true) {
      int offset = ThreadLocalRandom.current().nextInt(200, 1000) * 23;
      if (new Ports(offset).all().stream().allMatch(Ports::isFree) && GIVEN.add(offset)) {
        return offset;
      }
    }
  }
}
