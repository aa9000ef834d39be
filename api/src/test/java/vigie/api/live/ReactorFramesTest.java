package vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class ReactorFramesTest {
  private static final Frame FRAME = new Frame("1", "message", "{}");

  private final ReactorFrames queue = new ReactorFrames();
  private final Connection connection = new Connection();
  private final List<String> written = new ArrayList<>();

  @Test
  void aFrameIsWrittenOnceTheConnectionAsksForTheNext() {
    queue.frames().subscribe(connection);
    queue.offer(FRAME, () -> written.add("first"));
    queue.offer(FRAME, () -> written.add("second"));
    assertThat(connection.frames).isEmpty();

    connection.request(1);
    assertThat(connection.frames).hasSize(1);
    assertThat(written).isEmpty();

    connection.request(1);
    assertThat(connection.frames).hasSize(2);
    assertThat(written).containsExactly("first");
  }

  @Test
  void framesBetweenCountThoughNobodyAsksAboutThem() {
    queue.frames().subscribe(connection);
    queue.offer(Frame.HEARTBEAT);
    queue.offer(FRAME, () -> written.add("message"));
    queue.offer(Frame.HEARTBEAT);

    connection.request(2);
    assertThat(written).isEmpty();
    connection.request(1);
    assertThat(written).containsExactly("message");
  }

  @Test
  void toAClientThatWentNothingIsWritten() {
    queue.frames().subscribe(connection);
    queue.offer(FRAME, () -> written.add("message"));
    connection.request(1);
    connection.cancel();
    queue.offer(FRAME, () -> written.add("another"));

    assertThat(written).isEmpty();
  }

  @Test
  void aFullQueueHasNoRoomNeitherBeforeItIsReadNorWhileItIs() {
    for (int i = 0; i < ReactorFrames.WAITING_MAX; i++) {
      assertThat(queue.offer(FRAME)).isTrue();
    }
    assertThat(queue.offer(FRAME, () -> written.add("message"))).isFalse();
    queue.frames().subscribe(connection);
    assertThat(queue.offer(FRAME)).isFalse();
    connection.request(1);
    assertThat(queue.offer(FRAME)).isTrue();
  }

  /** Asks for nothing by itself. */
  private static final class Connection extends BaseSubscriber<Frame> {
    private final List<Frame> frames = new ArrayList<>();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(Frame frame) {
      frames.add(frame);
    }
  }
}
