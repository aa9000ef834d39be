package vigie.api.live;

/** The far side of a stream. Called by one thread at a time. */
public interface FrameSink {
  /** Takes a frame without waiting; false when there is no room for it. */
  boolean offer(Frame frame);

  /**
   * The same for a frame of which it matters that it got away.
   *
   * @param written run once, on any thread, when the frame has been written to the client's
   *     connection; never, when the client went before
   */
  boolean offer(Frame frame, Runnable written);

  /** After the frames taken, sends this one and ends. */
  void end(Frame last);
}
