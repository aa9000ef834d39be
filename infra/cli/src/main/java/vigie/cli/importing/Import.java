package vigie.cli.importing;

import java.util.function.LongConsumer;

/** Sends what a source has, in order, from where an earlier run came to. One thread. */
final class Import {
  private final MessageSource source;
  private final ReadingsTarget target;
  private final LongConsumer noteAnswered;
  private final Runnable progress;

  /**
   * Connects them.
   *
   * @param noteAnswered told after each answer how many messages are answered in all
   * @param progress asked after each message to say something, if it is time
   */
  Import(
      MessageSource source, ReadingsTarget target, LongConsumer noteAnswered, Runnable progress) {
    this.source = source;
    this.target = target;
    this.noteAnswered = noteAnswered;
    this.progress = progress;
  }

  /**
   * Runs to the end of the source.
   *
   * @param answeredBefore so many messages are passed over
   * @param tally counts rows while they are read
   * @param result counts what is sent; holds what was done also when this throws
   */
  void run(long answeredBefore, ImportTally tally, ImportResult result) {
    source.read(
        tally,
        message -> {
          if (result.messagesBefore() < answeredBefore) {
            result.before();
          } else {
            result.answered(target.send(message));
            noteAnswered.accept(result.messagesBefore() + result.messages());
          }
          progress.run();
        });
  }
}
