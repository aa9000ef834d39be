package vigie.api.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the frames that a client would have got, as long as it has room. */
final class RecordingSink implements FrameSink {
  final List<Frame> frames = new ArrayList<>();
  @Nullable Frame last;
  int room = Integer.MAX_VALUE;

  @Override
  public boolean offer(Frame frame) {
    return frames.size() < room && frames.add(frame);
  }

  @Override
  public boolean offer(Frame frame, Runnable written) {
    return offer(frame);
  }

  @Override
  public void end(Frame frame) {
    last = frame;
  }
}
