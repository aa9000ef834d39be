package vigie.engine.sample;

/**
 * The points of one vital sign in NEWS2 (Royal College of Physicians, 2017). Values are rounded
 * half up to what the chart has: whole numbers, temperature to 0.1 Cel.
 */
final class News2Score {
  /** Points for breathing oxygen. */
  static final int OXYGEN = 2;

  private News2Score() {}

  static int respiratoryRate(double perMinute) {
    long rate = Math.round(perMinute);
    if (rate <= 8 || rate >= 25) {
      return 3;
    }
    if (rate >= 21) {
      return 2;
    }
    return rate <= 11 ? 1 : 0;
  }

  /** Scale 1, for all but those of whom a clinician has recorded a target of 88 to 92 %. */
  static int saturation(double percent) {
    long saturation = Math.round(percent);
    if (saturation <= 91) {
      return 3;
    }
    if (saturation <= 93) {
      return 2;
    }
    return saturation <= 95 ? 1 : 0;
  }

  /** Scale 2, for a target of 88 to 92 %: too much oxygen counts as well. */
  static int saturationOnScale2(double percent, boolean onOxygen) {
    long saturation = Math.round(percent);
    if (saturation <= 83) {
      return 3;
    }
    if (saturation <= 85) {
      return 2;
    }
    if (saturation <= 87) {
      return 1;
    }
    if (!onOxygen || saturation <= 92) {
      return 0;
    }
    if (saturation >= 97) {
      return 3;
    }
    return saturation >= 95 ? 2 : 1;
  }

  static int systolic(double mmHg) {
    long pressure = Math.round(mmHg);
    if (pressure <= 90 || pressure >= 220) {
      return 3;
    }
    if (pressure <= 100) {
      return 2;
    }
    return pressure <= 110 ? 1 : 0;
  }

  static int pulse(double perMinute) {
    long pulse = Math.round(perMinute);
    if (pulse <= 40 || pulse >= 131) {
      return 3;
    }
    if (pulse >= 111) {
      return 2;
    }
    return pulse <= 50 || pulse >= 91 ? 1 : 0;
  }

  /** Of the codes of ACVPU only the first, alert, gives no points. */
  static int consciousness(double code) {
    return code == 0 ? 0 : 3;
  }

  static int temperature(double celsius) {
    // By way of thousandths, because 39.05 * 10 may be a little less than 390.5.
    long tenths = Math.round(Math.rint(celsius * 1000) / 100);
    if (tenths <= 350) {
      return 3;
    }
    if (tenths >= 391) {
      return 2;
    }
    return tenths <= 360 || tenths >= 381 ? 1 : 0;
  }
}
