package vigie.api.audit;

import java.sql.Connection;
import java.sql.SQLException;
import vigie.api.store.JdbcDatabase;

/**
 * The end of the chain, for whoever is to go on from it.
 *
 * @param first number of the chain's first line; 0 when it has none
 * @param seq number of the newest line, of the chain or from before it; 0 for none
 * @param hash what the next line follows
 */
// Nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
record JdbcAuditLink(long first, long seq, byte[] hash) {
  /** Any number that nothing else in this database locks. */
  private static final long LOCK = 0x6175646974L;

  JdbcAuditLink {
    hash = hash.clone();
  }

  /**
   * The end as it stands, and nobody else moves it until this transaction is over: so the lines of
   * several processes form one chain, whole batch after whole batch.
   */
  static JdbcAuditLink last(Connection connection) throws SQLException {
    JdbcDatabase.query(
        connection,
        "SELECT pg_advisory_xact_lock(?)",
        statement -> statement.setLong(1, LOCK),
        row -> LOCK);
    return JdbcDatabase.query(
            connection,
            "SELECT coalesce((SELECT first_seq FROM audit_head ORDER BY head LIMIT 1),"
                + " (SELECT min(seq) FROM audit WHERE hash IS NOT NULL), 0), coalesce(seq, 0), hash"
                + " FROM (VALUES (1)) AS one LEFT JOIN"
                + " (SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1) AS newest ON true",
            JdbcDatabase.Parameters.NONE,
            row -> {
              byte[] hash = row.getBytes(3);
              return new JdbcAuditLink(
                  row.getLong(1), row.getLong(2), hash == null ? AuditChain.beginning() : hash);
            })
        .get(0);
  }
}
