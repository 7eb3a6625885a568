package io.sluice.schema.plan;

import io.sluice.schema.plan.Finding.Code;
import java.util.Set;

/**
 * Something that MySQL's catalogue says.
 *
 * @param object as findings name it
 * @param expected what PostgreSQL's catalogue then says
 * @param codes the findings that account for it if PostgreSQL's says otherwise
 */
record CatalogueFact(String object, String expected, Set<Code> codes) {}
