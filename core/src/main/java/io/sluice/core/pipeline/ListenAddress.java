package io.sluice.core.pipeline;

import java.net.InetSocketAddress;

/** Where to listen, as people write it: {@code host:port}. */
public final class ListenAddress {

    private ListenAddress() {}

    /** @throws IllegalArgumentException saying what would be right */
    public static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "an address to listen on is host:port, such as '127.0.0.1:9404', unlike '" + text + "'");
        }
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
    }
}
