/** MySQL and PostgreSQL servers as processes of this machine, gone when the JVM is gone. */
package io.sluice.demo.server;
