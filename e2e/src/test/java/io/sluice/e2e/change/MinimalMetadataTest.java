package io.sluice.e2e.change;

import org.junit.jupiter.api.Tag;

/** The same with a log that says no more of a table than its columns' types, as MySQL's preset is. */
@Tag("thorough")
class MinimalMetadataTest extends SchemaChangeTest {

    @Override
    String rowMetadata() {
        return "MINIMAL";
    }
}
