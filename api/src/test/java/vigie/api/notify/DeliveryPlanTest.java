package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.alert.Delivery.Channel.MAIL;
import static vigie.alert.Delivery.Channel.WEBHOOK;
import static vigie.alert.Delivery.Outcome.ABANDONED;
import static vigie.alert.Delivery.Outcome.DELIVERED;
import static vigie.alert.Delivery.Outcome.FAILED;
import static vigie.alert.Delivery.Outcome.RETRYING;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.alert.Severity;

class DeliveryPlanTest {
  private final DeliveryPlan high = new DeliveryPlan(Severity.HIGH, List.of(WEBHOOK, MAIL));
  private final DeliveryPlan critical = new DeliveryPlan(Severity.CRITICAL, List.of(WEBHOOK, MAIL));

  @Test
  void highGoesOneWayAndStopsWhenItWorks() {
    assertThat(high.start()).containsExactly(WEBHOOK);
    assertThat(high.delivered(WEBHOOK).outcome()).isEqualTo(DELIVERED);
    assertThat(high.over()).isTrue();
  }

  @Test
  void highTriesThreeTimesThenTheOtherWay() {
    high.start();
    assertThat(high.failed(WEBHOOK, 1, false))
        .isEqualTo(new DeliveryPlan.Step(RETRYING, Duration.ofSeconds(1), List.of()));
    assertThat(high.failed(WEBHOOK, 2, false))
        .isEqualTo(new DeliveryPlan.Step(RETRYING, Duration.ofSeconds(5), List.of()));
    assertThat(high.failed(WEBHOOK, 3, false))
        .isEqualTo(new DeliveryPlan.Step(ABANDONED, null, List.of(MAIL)));
    assertThat(high.failed(MAIL, 3, false).outcome()).isEqualTo(FAILED);
    assertThat(high.over()).isTrue();
  }

  @Test
  void criticalGoesEveryWayAtOnce() {
    assertThat(critical.start()).containsExactly(WEBHOOK, MAIL);
    critical.delivered(WEBHOOK);
    assertThat(critical.over()).isFalse();
    assertThat(critical.failed(MAIL, 3, false).outcome()).isEqualTo(ABANDONED);
    assertThat(critical.over()).isTrue();
  }

  @Test
  void criticalHasFailedOnlyWhenEveryWayHas() {
    critical.start();
    assertThat(critical.failed(WEBHOOK, 3, false).outcome()).isEqualTo(ABANDONED);
    assertThat(critical.failed(MAIL, 3, false).outcome()).isEqualTo(FAILED);
  }

  @Test
  void aLastingRefusalIsNotTriedAgain() {
    critical.start();
    assertThat(critical.failed(MAIL, 1, true).again()).isNull();
  }

  @Test
  void withoutAWayNothingIsTried() {
    assertThat(new DeliveryPlan(Severity.HIGH, List.of()).start()).isEmpty();
  }
}
