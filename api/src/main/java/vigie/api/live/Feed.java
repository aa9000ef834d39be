package vigie.api.live;

import vigie.Topics;

/** A topic that streams are fed from. */
public enum Feed {
  ALERT(Topics.ALERT, 'a'),
  READING(Topics.READING, 'r');

  private final String topic;
  private final char letter;

  Feed(String topic, char letter) {
    this.topic = topic;
    this.letter = letter;
  }

  /** The topic's name. */
  public String topic() {
    return topic;
  }

  /** Stands for the feed in a cursor's text. */
  char letter() {
    return letter;
  }
}
