package io.sluice.assess;

import java.util.List;

/** A text with headings and tables, before it is written as Markdown or HTML. */
record Report(String title, List<Block> blocks) {

    Report {
        blocks = List.copyOf(blocks);
    }

    /** A part of the text. */
    sealed interface Block {

        /** @param level 2 for a chapter, 3 for what is below it */
        record Heading(int level, String text) implements Block {}

        record Paragraph(String text) implements Block {}

        /** What has to be seen first. */
        record Verdict(Severity severity, String text) implements Block {}

        record Bullets(List<String> items) implements Block {
            public Bullets {
                items = List.copyOf(items);
            }
        }

        /** @param rows as many cells each as there are heads */
        record Table(List<String> heads, List<List<String>> rows) implements Block {
            public Table {
                heads = List.copyOf(heads);
                rows = List.copyOf(rows);
            }
        }
    }
}
