package io.sluice.e2e.network;

/**
 * One message of PostgreSQL's protocol, as far as a {@link Trap} looks at it.
 *
 * @param text from the client, the SQL that is about to be executed; from the server, the tag of a command that is
 *     complete, such as {@code COMMIT} or {@code INSERT 0 5}, or {@link #ERROR} and a SQLSTATE; empty for all other
 *     messages
 */
public record Message(Side from, String text) {

    static final String ERROR = "ERROR ";

    /** Who has sent it. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /** The client's order to commit, not yet seen by the server. */
    public boolean ordersCommit() {
        return from == Side.CLIENT && text.equalsIgnoreCase("COMMIT");
    }

    /** The server's word that the transaction is committed, not yet seen by the client. */
    public boolean answersCommit() {
        return from == Side.SERVER && text.equals("COMMIT");
    }

    /** The server's word that a statement has failed with this SQLSTATE, not yet seen by the client. */
    public boolean reports(String sqlState) {
        return from == Side.SERVER && text.equals(ERROR + sqlState);
    }
}
