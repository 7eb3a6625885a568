package io.sluice.core.wire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns names that databases allow into names that Avro allows: letters, digits and '_', and no digit first. */
public final class AvroNames {

    private AvroNames() {}

    /** A legal name: the same name where it is legal already, otherwise one with '_' for what Avro does not take. */
    public static String legal(String name) {
        String replaced = name.replaceAll("[^A-Za-z0-9_]", "_");
        boolean startsLegally = !replaced.isEmpty() && !Character.isDigit(replaced.charAt(0));
        return startsLegally ? replaced : "_" + replaced;
    }

    /**
     * Legal names for the fields of one record, all different: a name that is legal already is kept, and another that
     * would collide with it gets a number.
     */
    public static List<String> legal(List<String> names) {
        Set<String> taken = new LinkedHashSet<>();
        names.stream().filter(name -> legal(name).equals(name)).forEach(taken::add);
        List<String> legal = new ArrayList<>();
        for (String name : names) {
            legal.add(taken.contains(name) ? name : untaken(legal(name), taken));
        }
        return legal;
    }

    /** The name, with a number if it is among those taken; it is then one of them. */
    public static String untaken(String wanted, Set<String> taken) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }
}
