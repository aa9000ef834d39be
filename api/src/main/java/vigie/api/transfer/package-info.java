/**
 * A person's own data, sent straight to another provider (C-73, GDPR article 20(2)): {@link
 * vigie.api.transfer.TransferController} takes the endpoint, {@link vigie.api.transfer.Transfers}
 * sends to it page by page, {@link vigie.api.transfer.JdbcTransfers} keeps what came of it.
 */
@NullMarked
package vigie.api.transfer;

import org.jspecify.annotations.NullMarked;
