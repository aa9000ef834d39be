package vigie.cli.importing;

import java.util.List;
import vigie.cli.client.ApiException;

/** Takes messages of one device. */
interface ReadingsTarget {
  /**
   * What became of one message.
   *
   * @param received readings in it
   * @param accepted those taken
   * @param rejections those refused
   */
  record Answer(int received, int accepted, List<Rejection> rejections) {
    /** Copies what could change. */
    public Answer {
      rejections = List.copyOf(rejections);
    }
  }

  /** One refused reading. */
  record Rejection(String reason, String path, String detail) {}

  /**
   * Sends it, and waits for the answer; again when it could not be kept.
   *
   * @throws ApiException when it is not let in, or not kept after several tries
   */
  Answer send(Message message);
}
