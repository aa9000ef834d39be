package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vigie.alert.Notification;

class RecipientDirectoryTest {
  private final RecipientDirectory directory = new RecipientDirectory();

  @Test
  void whatIsForOperatorsGoesToOneWhoCanBeReached() {
    directory.put(NotificationFixture.person(new UUID(1, 1), "Ada", "en", null));
    directory.put(NotificationFixture.person(new UUID(1, 2), "Ben", "en", "ben@vigie.test"));
    directory.put(NotificationFixture.person(new UUID(1, 3), "Cy", "en", "cy@vigie.test"));
    directory.putOperator(new UUID(1, 1));
    directory.putOperator(new UUID(1, 2));

    assertThat(directory.find(Notification.OPERATORS).map(Recipient::firstName)).contains("Ben");
  }

  @Test
  void withoutAnyOperatorThereIsNobody() {
    assertThat(directory.find(Notification.OPERATORS)).isEmpty();
  }
}
