package vigie.api.access;

/** What is asked of professionals beside a password. Whoever has a second factor must give it. */
public enum SecondFactor {
  /** Without one a professional can do nothing but enrol one. */
  REQUIRED,
  /** They may enrol one. */
  OFFERED
}
