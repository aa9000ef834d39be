package vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class ReactorFramesTest {
  private static final Frame FRAME = new Frame("1", "message", "{}");

  private final ReactorFrames queue = new ReactorFrames();
  private final Connection connection = new Connection();

  @Test
  void aFullQueueHasNoRoomNeitherBeforeItIsReadNorWhileItIs() {
    for (int i = 0; i < ReactorFrames.WAITING_MAX; i++) {
      assertThat(queue.offer(FRAME)).isTrue();
    }
    assertThat(queue.offer(FRAME)).isFalse();
    queue.frames().subscribe(connection);
    assertThat(queue.offer(FRAME)).isFalse();
    connection.request(1);
    assertThat(queue.offer(FRAME)).isTrue();
  }

  /** Asks for nothing by itself. */
  private static final class Connection extends BaseSubscriber<Frame> {
    @Override
    protected void hookOnSubscribe(Subscription subscription) {}
  }
}
