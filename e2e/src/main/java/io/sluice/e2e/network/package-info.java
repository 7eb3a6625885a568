/** A network between a program and its server that can be slow, broken or silent whenever one likes. */
package io.sluice.e2e.network;
