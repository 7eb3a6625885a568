/** What a migration will meet, found out before anything is started: {@code sluice assess}. Changes nothing, locks nothing. */
package io.sluice.assess;
