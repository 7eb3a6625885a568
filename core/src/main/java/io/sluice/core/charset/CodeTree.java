package io.sluice.core.charset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The codes of a character set by their bytes: each byte leads to a character, or to the bytes that may follow it. */
final class CodeTree {

    static final int NONE = -1;

    /** The value of the first byte that is here. */
    private int first;

    private int[] characters = {};
    private List<CodeTree> next = List.of();

    /** @param code one to four bytes that no other code begins with */
    void add(byte[] code, int character) {
        CodeTree tree = this;
        for (int i = 0; i < code.length - 1; i++) {
            tree = tree.branch(code[i] & 0xff);
        }
        int last = tree.room(code[code.length - 1] & 0xff);
        tree.characters[last] = character;
    }

    /** The character that the byte stands for, or {@link #NONE}. */
    int character(int value) {
        int index = value - first;
        return index >= 0 && index < characters.length ? characters[index] : NONE;
    }

    /** What may follow the byte, or null. */
    CodeTree after(int value) {
        int index = value - first;
        return index >= 0 && index < next.size() ? next.get(index) : null;
    }

    private CodeTree branch(int value) {
        int index = room(value);
        CodeTree branch = next.get(index);
        if (branch == null) {
            branch = new CodeTree();
            next.set(index, branch);
        }
        return branch;
    }

    /** The index of a byte, for which there is room afterwards: of four bytes most places are never taken. */
    private int room(int value) {
        int end = characters.length == 0 ? value + 1 : Math.max(first + characters.length, value + 1);
        int begin = characters.length == 0 ? value : Math.min(first, value);
        if (end - begin > characters.length) {
            widen(begin, end - begin);
        }
        return value - first;
    }

    private void widen(int begin, int size) {
        int[] wider = new int[size];
        Arrays.fill(wider, NONE);
        List<CodeTree> branches = new ArrayList<>(Collections.nCopies(size, null));
        for (int i = 0; i < characters.length; i++) {
            wider[first - begin + i] = characters[i];
            branches.set(first - begin + i, next.get(i));
        }
        first = begin;
        characters = wider;
        next = branches;
    }
}
