package vigie.api.access;

/** What the organisation is for which a professional asks. */
public enum OrganisationKind {
  HOSPITAL,
  PRACTICE,
  PHARMACY,
  LABORATORY,
  IMAGING_CENTRE,
  EMERGENCY_SERVICE,
  INSURER,
  BANK,
  EMPLOYER;

  /** Whether nothing is ever opened to it, not even by the patient (C-31). */
  public boolean barred() {
    return this == INSURER || this == BANK || this == EMPLOYER;
  }
}
