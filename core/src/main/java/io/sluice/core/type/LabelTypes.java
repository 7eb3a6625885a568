package io.sluice.core.type;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.EnumAs;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.SetAs;
import io.sluice.core.type.PgType.Base;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The mappings of ENUM and SET. */
final class LabelTypes {

    /** PostgreSQL cuts off nothing here: a longer label is an error, so that such an ENUM becomes text. */
    private static final int MAX_LABEL_BYTES = 63;

    private LabelTypes() {}

    static ColumnMapping one(List<String> members, TableId enumId, Policies policies) {
        List<String> labels = policies.enumEmpty() == EnumEmpty.LABEL ? withEmpty(members) : members;
        boolean typed = policies.enumAs() == EnumAs.TYPE && arePossible(labels);
        PgType type = typed ? new PgType.EnumType(enumId, labels) : PgType.of(Base.TEXT);
        return new ColumnMapping(type, labels.isEmpty() ? Texts.text() : Labels.one(labels));
    }

    static ColumnMapping set(List<String> members, TableId enumId, SetAs choice) {
        boolean typed = choice == SetAs.ENUM_ARRAY && arePossible(members);
        PgType element = typed ? new PgType.EnumType(enumId, members) : PgType.of(Base.TEXT);
        return new ColumnMapping(new PgType.ArrayOf(element), Labels.set(members));
    }

    /** MySQL sorts '' before all labels. */
    private static List<String> withEmpty(List<String> members) {
        return members.isEmpty() || members.contains("")
                ? members
                : Stream.concat(Stream.of(""), members.stream()).toList();
    }

    private static boolean arePossible(List<String> labels) {
        return !labels.isEmpty() && labels.stream().allMatch(LabelTypes::isPossible);
    }

    private static boolean isPossible(String label) {
        return label.getBytes(StandardCharsets.UTF_8).length <= MAX_LABEL_BYTES && label.indexOf('\0') < 0;
    }
}
