/** What the commands print: text for the terminal, and the JSON documents of {@code --json}. */
package io.sluice.cli.print;
