/**
 * The commands of {@code sluice}, one class for each, and what they need from the process: signals, log file,
 * terminal.
 */
package io.sluice.cli.command;
