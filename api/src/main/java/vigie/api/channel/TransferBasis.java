package vigie.api.channel;

/** By what data may leave the European Economic Area (GDPR, chapter V). */
public enum TransferBasis {
  /** The Commission has decided that the country protects them enough (article 45). */
  ADEQUACY,
  /** The Commission's standard clauses are agreed on (article 46(2)(c)). */
  STANDARD_CLAUSES,
  /** Rules that an authority approved bind the whole group (article 46(2)(b)). */
  BINDING_RULES,
  /** Whom the data are of was told of the risk and consented (article 49(1)(a)). */
  EXPLICIT_CONSENT
}
