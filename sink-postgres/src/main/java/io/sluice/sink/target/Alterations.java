package io.sluice.sink.target;

import static io.sluice.core.name.Identifiers.quote;

import io.sluice.sink.change.TableShape;
import io.sluice.sink.change.TableShape.ColumnShape;
import io.sluice.sink.change.TableShape.TypeOrigin;
import io.sluice.sink.target.TableLayout.Nulls;
import io.sluice.sink.target.TableLayout.Writing;
import java.util.ArrayList;
import java.util.List;

/**
 * What existing columns need to take a record's values: a wider type, or NULLs. Only columns whose type the record
 * declares are altered: a type that the sink derives says nothing about a column that others have made.
 *
 * <p>Nothing is ever made narrower, so an old record after a new one alters nothing. Neither does a record with an
 * unrelated type: PostgreSQL casts its values, or refuses them.
 */
final class Alterations {

    private Alterations() {}

    /** The actions of an ALTER TABLE; none if the columns do as they are. Columns that are missing are passed over. */
    static List<String> of(TableShape shape, TableLayout layout) {
        List<String> actions = new ArrayList<>();
        for (ColumnShape wanted : shape.columns()) {
            TableLayout.Column present = layout.columns().get(wanted.name());
            if (present != null && present.writing() != Writing.GENERATED && wanted.origin() == TypeOrigin.DECLARED) {
                add(actions, wanted, present);
            }
        }
        return actions;
    }

    private static void add(List<String> actions, ColumnShape wanted, TableLayout.Column present) {
        String alter = "ALTER COLUMN " + quote(wanted.name());
        if (isWider(wanted.type(), present.exactType())) {
            // Without it the column would go back to the type's own.
            String collation = present.collation().isEmpty() ? "" : " COLLATE " + present.collation();
            actions.add(alter + " TYPE " + wanted.type() + collation);
        }
        if (wanted.nullable() && present.nulls() == Nulls.REFUSED) {
            actions.add(alter + " DROP NOT NULL");
        }
    }

    private static boolean isWider(String wanted, String present) {
        return TypeWidth.of(present)
                .flatMap(from -> TypeWidth.of(wanted).map(from::widensTo))
                .orElse(false);
    }
}
