package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.List;
import java.util.Optional;

/** A MySQL expression as a tree, without what only its syntax needs. */
sealed interface Node {

    Place place();

    /** A string, its escapes undone. */
    record Text(String value, Place place) implements Node {}

    /** A number as it is written, without a sign. */
    record Numeral(String digits, Place place) implements Node {
        boolean approximate() {
            return digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
        }

        boolean whole() {
            return !approximate() && digits.indexOf('.') < 0;
        }
    }

    /** 0x00FF, x'00FF' or b'101', as its bytes. */
    record Bytes(List<Byte> value, Place place) implements Node {}

    record Bool(boolean value, Place place) implements Node {}

    record Null(Place place) implements Node {}

    /** {@code DATE'2020-01-01'}, {@code TIME'…'}, {@code TIMESTAMP'…'}. */
    record Temporal(String keyword, String text, Place place) implements Node {}

    /** A column by its name, which its table and database may precede. */
    record Column(List<String> path, Place place) implements Node {
        String name() {
            return path.get(path.size() - 1);
        }
    }

    /** A function or an operator by its name in lower case, such as {@code concat}, {@code +} or {@code is null}. */
    record Call(String name, List<Node> arguments, Place place) implements Node {
        Node argument(int index) {
            return arguments.get(index);
        }
    }

    /** CASE; with a subject its value is compared, else each WHEN is a condition. */
    record Case(Optional<Node> subject, List<When> whens, Optional<Node> otherwise, Place place) implements Node {}

    record When(Node when, Node then) {}

    /** @param type such as {@code char}, {@code signed}, {@code decimal} */
    record Cast(Node value, String type, List<Integer> modifiers, Place place) implements Node {}

    record Collate(Node value, String collation, Place place) implements Node {}

    /** INTERVAL 1 DAY; the unit in upper case. */
    record Interval(Node amount, String unit, Place place) implements Node {}

    /** {@code (a, b)} of more than one. */
    record Row(List<Node> values, Place place) implements Node {}

    /** COUNT, SUM and the like; what is special to one of them is in its clause. */
    record Aggregate(
            String name, boolean distinct, List<Node> arguments, List<Order> order, String separator, Place place)
            implements Node {}

    /** A function over the rows around, or an aggregate with OVER. */
    record Window(Node function, List<Node> partition, List<Order> order, Place place) implements Node {}

    record Order(Node value, boolean descending) {}

    /** A query within an expression; it is translated where its surroundings are known. */
    record SubQuery(Use use, MySqlParser.SubqueryContext tree, Place place) implements Node {

        enum Use {
            VALUE,
            EXISTS
        }
    }
}
