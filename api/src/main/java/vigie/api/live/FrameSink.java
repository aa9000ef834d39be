package vigie.api.live;

/** The far side of a stream. Called by one thread at a time. */
interface FrameSink {
  /** Takes a frame without waiting; false when there is no room for it. */
  boolean offer(Frame frame);

  /** After the frames taken, sends this one and ends. */
  void end(Frame last);
}
