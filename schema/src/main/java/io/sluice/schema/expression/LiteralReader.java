package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads literals; also names, whose quotes it takes off. */
final class LiteralReader {

    private LiteralReader() {}

    static Node read(MySqlParser.LiteralOrNullContext tree) {
        if (tree.literal() == null) {
            return new Node.Null(MySqlText.place(tree));
        }
        MySqlParser.LiteralContext literal = tree.literal();
        Place place = MySqlText.place(literal);
        if (literal.textLiteral() != null) {
            return new Node.Text(text(literal.textLiteral()), place);
        }
        if (literal.numLiteral() != null) {
            return new Node.Numeral(literal.numLiteral().getText(), place);
        }
        if (literal.boolLiteral() != null) {
            return new Node.Bool(literal.boolLiteral().TRUE_SYMBOL() != null, place);
        }
        if (literal.nullLiteral() != null) {
            return new Node.Null(place);
        }
        if (literal.temporalLiteral() != null) {
            String quoted = literal.temporalLiteral().SINGLE_QUOTED_TEXT().getText();
            String keyword = literal.temporalLiteral().getStart().getText();
            return new Node.Temporal(keyword.toUpperCase(Locale.ROOT), unquoted(quoted), place);
        }
        List<Byte> bytes = literal.HEX_NUMBER() != null
                ? hex(literal.HEX_NUMBER().getText())
                : bits(literal.BIN_NUMBER().getText());
        if (literal.UNDERSCORE_CHARSET() == null) {
            return new Node.Bytes(bytes, place);
        }
        return new Node.Text(decoded(bytes, literal.UNDERSCORE_CHARSET().getText(), place), place);
    }

    /** One or more strings beside one another, which are one. */
    static String text(MySqlParser.TextLiteralContext tree) {
        if (tree.NCHAR_TEXT() != null) {
            throw NodeReader.unknown(tree);
        }
        StringBuilder text = new StringBuilder();
        tree.textStringLiteral().forEach(part -> text.append(unquoted(part.getText())));
        return text.toString();
    }

    static String unquoted(String literal) {
        char quote = literal.charAt(0);
        StringBuilder text = new StringBuilder(literal.length());
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == '\\') {
                append(text, literal.charAt(++i));
            } else {
                text.append(c);
                i += c == quote ? 1 : 0;
            }
        }
        return text.toString();
    }

    /** {@code \%} and {@code \_} keep their backslash, so that LIKE sees it. */
    private static void append(StringBuilder text, char escaped) {
        switch (escaped) {
            case '0' -> text.append('\0');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'b' -> text.append('\b');
            case 'Z' -> text.append('\u001a');
            case '%', '_' -> text.append('\\').append(escaped);
            default -> text.append(escaped);
        }
    }

    /** A name without its back-ticks. */
    static String name(String written) {
        boolean quoted = written.length() >= 2 && written.charAt(0) == '`';
        return quoted ? written.substring(1, written.length() - 1).replace("``", "`") : written;
    }

    private static List<Byte> hex(String literal) {
        String digits = literal.startsWith("0x") ? literal.substring(2) : literal.substring(2, literal.length() - 1);
        return bytes(HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits));
    }

    private static List<Byte> bits(String literal) {
        String digits = literal.startsWith("0b") ? literal.substring(2) : literal.substring(2, literal.length() - 1);
        int length = (digits.length() + 7) / 8;
        byte[] bytes = new byte[length];
        byte[] value = digits.isEmpty() ? new byte[0] : new BigInteger(digits, 2).toByteArray();
        for (int i = 1; i <= Math.min(length, value.length); i++) {
            bytes[length - i] = value[value.length - i];
        }
        return bytes(bytes);
    }

    private static List<Byte> bytes(byte[] value) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : value) {
            bytes.add(each);
        }
        return bytes;
    }

    private static String decoded(List<Byte> bytes, String introducer, Place place) {
        StringBuilder ascii = new StringBuilder();
        for (byte each : bytes) {
            if (each < 0) {
                throw new NoCounterpartException(
                        place, "its bytes are not ASCII, and " + introducer + " is not decoded here");
            }
            ascii.append((char) each);
        }
        return ascii.toString();
    }
}
