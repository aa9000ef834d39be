package vigie.e2e;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real intensive-care charts go in at the broker; alerts and rows come out as a slow and separate
 * calculation says.
 */
@ExtendWith(SharedStack.class)
class MimicIT {

  @Test
  @Tag("C-55")
  @Tag("C-56")
  void alertsRowsAndRollupsEqualTheSequentialCalculation(StackUnderTest system) throws Exception {
    Charts charts = Charts.replayed(system, Double.POSITIVE_INFINITY);
    StoredRows rows = charts.areStoredOnce();
    charts.haveTheAlertsOfTheSequentialCalculation(rows);
    rows.haveRollupsEqualToTheirRecomputation();
  }
}
